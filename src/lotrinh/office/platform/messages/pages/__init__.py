"""Pages of messages and of the mail."""
