"""How much a file may hold. Stated in the templates' guidance and in every refusal."""

MAX_BYTES = 20 * 1024 * 1024
"""Bytes of the file as it is uploaded."""

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""Bytes of a workbook once unpacked, over all its parts."""

MAX_RATIO = 200
"""How many times larger one part of a workbook may be once unpacked (parts over 1 MB)."""

MAX_PARTS = 2_000
"""Files inside a workbook."""

MAX_ROWS = 100_000
"""Rows of data below the header."""

MAX_COLUMNS = 64
"""Columns."""

MAX_CELL = 4_000
"""Characters in one cell."""

MAX_FAULTS = 200
"""Faults that are listed; the rest is counted."""

HEADER_WITHIN = 20
"""The header stands within so many first rows; titles may stand above it."""
