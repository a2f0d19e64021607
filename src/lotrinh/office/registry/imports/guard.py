"""Text that leaves in a table must not come to life as a formula in the reader's spreadsheet."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """The same text; with an apostrophe in front when a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text
