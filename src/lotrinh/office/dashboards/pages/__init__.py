"""Pages over everything, and the report of a plan."""
