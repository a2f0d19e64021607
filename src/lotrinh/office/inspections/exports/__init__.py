"""Lists of inspections as files."""
