"""Reads of inspections, each scoped to the actor."""
