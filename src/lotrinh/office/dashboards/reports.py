"""The periods that a report of a plan may be about, and their words; the words of a paper name its period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lotrinh.office.planning.models import Plan

WHOLE, DAYS = "whole", "days"
ROMAN: Final = ("I", "II", "III", "IV")
QUARTER: Final = re.compile(r"quý (I|II|III|IV) năm (\d{4})")
SPAN: Final = re.compile(r"từ ngày (\d\d)/(\d\d)/(\d{4}) đến ngày (\d\d)/(\d\d)/(\d{4})")


@dataclass(frozen=True, slots=True)
class Period:
    """words: as the paper says it. first, last: between which its visits begin, both included; None: open."""

    key: str
    words: str
    first: date | None = None
    last: date | None = None


def whole(plan: Plan) -> Period:
    """Every inspection of the plan, on whatever day: 'năm 2020'."""
    begin, end = plan.period_start.year, plan.period_end.year
    return Period(WHOLE, f"năm {begin}" if begin == end else f"giai đoạn {begin}–{end}")


def quarter(year: int, number: int) -> Period:
    """number: 1 to 4."""
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    words = f"quý {ROMAN[number - 1]} năm {year}"
    return Period(f"{year}-q{number}", words, first, after - timedelta(days=1))


def quarters(plan: Plan) -> list[Period]:
    """The quarters that the period of the plan touches."""
    begin, end = (4 * d.year + (d.month - 1) // 3 for d in (plan.period_start, plan.period_end))
    return [quarter(at // 4, at % 4 + 1) for at in range(begin, end + 1)]


def span(first: date, last: date) -> Period:
    """From day to day, both included."""
    words = f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    return Period(DAYS, words, first, last)


def named(plan: Plan, words: str) -> Period:
    """The period that the words of a paper name; words of nobody else's making are of the whole plan."""
    if found := QUARTER.fullmatch(words):
        return quarter(int(found[2]), ROMAN.index(found[1]) + 1)
    if found := SPAN.fullmatch(words):
        day, month, year, day_last, month_last, year_last = (int(part) for part in found.groups())
        return span(date(year, month, day), date(year_last, month_last, day_last))
    return Period(WHOLE, words or whole(plan).words)
