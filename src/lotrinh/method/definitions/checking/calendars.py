"""Calendars: each day once, inside the years, make-up days on rest days, and the sums of working days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lotrinh.method.definitions.checking.references import duplicate, unknown, unknown_in
from lotrinh.method.definitions.library import Library
from lotrinh.method.definitions.models import CalendarHeader, CalendarRow
from lotrinh.method.definitions.tables import read_lines
from lotrinh.method.faults import Fault


def check_calendars(library: Library) -> Iterator[Fault]:
    """Every calendar."""
    for key in library.calendars():
        header = library.read(CalendarHeader, "calendars", f"{key}.yaml")
        yield from unknown_in(
            library.document("calendars", f"{key}.yaml"), {"source"}, library.sources, "source"
        )
        yield from _days(library, header)
        yield from _sums(library, key, header)


def _days(library: Library, header: CalendarHeader) -> Iterator[Fault]:
    name = f"calendars/{header.table}"
    seen: dict[object, str] = {}
    for line, row in read_lines(library.path("calendars", header.table), CalendarRow, library.root):
        where = f"{name}:{line}"
        if row.date in seen:
            yield duplicate(where, row.date.isoformat(), seen[row.date])
        seen.setdefault(row.date, where)
        if row.source not in library.sources:
            yield unknown("source", where, row.source)
        yield from _day(row, where, header)


def _day(row: CalendarRow, where: str, header: CalendarHeader) -> Iterator[Fault]:
    if not header.first_year <= row.date.year <= header.last_year:
        yield Fault(
            "definitions.year_outside",
            where,
            "Ngày nằm ngoài các năm của lịch; hãy sửa ngày hoặc first_year, last_year.",
            "The day lies outside the years of the calendar; correct it or first_year, last_year.",
            got=row.date.isoformat(),
            expected=f"{header.first_year}-{header.last_year}",
        )
    if (row.kind == "makeup_workday") != (row.date.weekday() >= 5) and row.kind in (
        "makeup_workday",
        "compensatory_off",
        "swapped_off",
    ):
        yield Fault(
            "definitions.weekday_kind",
            where,
            "Ngày làm bù phải là thứ bảy, chủ nhật; ngày nghỉ bù hoặc hoán đổi phải là ngày trong tuần.",
            "A make-up day lies on a weekend; a day off in exchange lies on a weekday.",
            got=f"{row.kind} {row.weekday}",
            expected="make-up on Sat, Sun; exchange on Mon-Fri",
        )


def _sums(library: Library, key: str, header: CalendarHeader) -> Iterator[Fault]:
    calendar = library.calendar(key)
    document = library.document("calendars", f"{Path(key).name}.yaml")
    for year, expected in header.working_days.items():
        if header.first_year <= year <= header.last_year and (got := calendar.working_days(year)) != expected:
            yield Fault(
                "definitions.sum",
                document.where("working_days", str(year)),
                f"Năm {year} có {got} ngày làm việc theo bảng, nhưng khai báo {expected}; hãy kiểm tra bảng.",
                f"By the table {year} has {got} working days, but {expected} is stated; check the table.",
                got=str(got),
                expected=str(expected),
            )
