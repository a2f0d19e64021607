"""Checking the whole library: schema, references, sums, dates, duplicates, frozen digests."""

from lotrinh.method.definitions.checking.run import check

__all__ = ["check"]
