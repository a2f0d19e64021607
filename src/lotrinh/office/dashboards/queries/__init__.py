"""Reads over the other components."""
