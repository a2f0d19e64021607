"""Words of inspections for templates."""
