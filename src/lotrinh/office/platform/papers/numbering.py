"""Numbers of papers: one series by body and year (and type), from 01 each 1 January, without gaps.

A number is taken inside the transaction of the signature, with the row of the series locked: two people get
two numbers, and a signature that fails gives its number back.
"""

from __future__ import annotations

from django.db import connection

from lotrinh.office.platform.models import PaperSeries


def take_number(body: str, year: int, kind: str) -> int:
    """The next number of a series; only inside the transaction that puts it on a paper."""
    series = locked_series(body, year, kind)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def locked_series(body: str, year: int, kind: str) -> PaperSeries:
    """The row of a series, locked until the transaction ends; made when it is the first of the year."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number belongs inside the transaction that puts it on a paper")
    PaperSeries.objects.get_or_create(body=body, year=year, kind=kind)
    return PaperSeries.objects.select_for_update().get(body=body, year=year, kind=kind)
