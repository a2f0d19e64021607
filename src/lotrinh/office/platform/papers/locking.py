"""One paper, locked for the rest of the transaction."""

from __future__ import annotations

from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.faults import wrong_state


def locked(paper: OfficialPaper, *states: str) -> OfficialPaper:
    """The row as it is now, locked; Faults when it is in none of the states."""
    row = OfficialPaper.objects.select_for_update().get(pk=paper.pk)
    if row.state not in states:
        raise wrong_state(row, *states)
    return row
