"""Placeholder docstring, replaced with the first module."""
