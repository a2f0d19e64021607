"""What is done with files: one file a verb."""
