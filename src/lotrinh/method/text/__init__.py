"""Vietnamese text: folding for search, sorting, names."""

from lotrinh.method.text.fold import fold, sort_key

__all__ = ["fold", "sort_key"]
