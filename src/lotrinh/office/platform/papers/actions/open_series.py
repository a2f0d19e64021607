"""Say how far a series of numbers has gone outside of the system, once, before its first number here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform import audit
from lotrinh.office.platform.models import PaperSeries
from lotrinh.office.platform.papers.numbering import locked_series
from lotrinh.office.platform.policies import Decision, require


@transaction.atomic
def open_series(
    actor: Any, *, decision: Decision, body: str, year: int, kind: str, last: int, at: datetime
) -> PaperSeries:
    """The series of a body and year goes on after ``last``; Faults once the system has given a number in it.

    kind: '' for one series of all types, else the type (QĐ, TB …; CV for letters).
    """
    require(decision)
    series = locked_series(body, year, kind)
    if series.last:
        raise Faults(_begun(series, last))
    series.last = last
    series.save(update_fields=["last"])
    audit.record(actor, "open_series", series, at=at, before={"last": 0}, after={"last": last})
    return series


def _begun(series: PaperSeries, last: int) -> Fault:
    return Fault(
        "papers.series_begun",
        str(series),
        f"Sổ văn bản {series} đã cấp đến số {series.last}; không đặt lại được.",
        f"The series {series} has given numbers up to {series.last}; it is not set anew.",
        got=str(last),
        expected=f"> {series.last}",
    )
