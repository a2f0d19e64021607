"""Pages over the other components: my work, what is overdue, the weekly meeting, the report of a plan."""
