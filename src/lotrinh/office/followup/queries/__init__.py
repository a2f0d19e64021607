"""Reads of corrective actions, each scoped to the actor."""
