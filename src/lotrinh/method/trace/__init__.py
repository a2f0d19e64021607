"""A sentence in both languages, with the figures and the source behind it."""

from lotrinh.method.trace.reasons import Reason, Source

__all__ = ["Reason", "Source"]
