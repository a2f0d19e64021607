"""Read-only pages over the other components: my work, what is overdue, the weekly meeting."""
