"""Where questions beyond the checklist come from: each source looks at what the system knows of the unit.

A component above adds its own source with ``question_source``; it is asked whenever questions are taken.
"""

from lotrinh.office.inspections.questioning.sources import (
    SOURCES,
    Proposed,
    asked_of_sources,
    question_source,
)

__all__ = ["SOURCES", "Proposed", "asked_of_sources", "question_source"]
