"""What is done with the report of a plan: one file a verb."""
