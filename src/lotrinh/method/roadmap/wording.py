"""Dates, half days and figures in words, in Vietnamese and English."""

from __future__ import annotations

from datetime import date

from lotrinh.method.roadmap.problem import HalfDay, Problem, Team

_DAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_vi(day: date) -> str:
    """05/10/2020."""
    return f"{day:%d/%m/%Y}"


def day_en(day: date) -> str:
    """5 Oct 2020."""
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def half_vi(half: HalfDay) -> str:
    """sáng thứ Hai 05/10/2020."""
    part = "sáng" if half.part == "am" else "chiều"
    return f"{part} {_DAYS_VI[half.date.weekday()]} {day_vi(half.date)}"


def half_en(half: HalfDay) -> str:
    """Mon 5 Oct 2020 (morning)."""
    part = "morning" if half.part == "am" else "afternoon"
    return f"{_DAYS_EN[half.date.weekday()]} {day_en(half.date)} ({part})"


def number_en(value: float, places: int = 1) -> str:
    """A figure with at most so many decimals, trailing zeros cut."""
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def number_vi(value: float, places: int = 1) -> str:
    """The same with a decimal comma."""
    return number_en(value, places).replace(".", ",")


def team_vi(team: Team) -> str:
    """The team's name, or Đoàn and its number."""
    return team.name or f"Đoàn {team.id}"


def team_en(team: Team) -> str:
    """The team's name, or Team and its number."""
    return team.name or f"Team {team.id}"


def points_en(value: float) -> str:
    """Points of the total with two decimals, or with as many more as it takes to show that they are not
    nil.
    """
    places = next((n for n in (2, 3, 4, 5, 6) if round(value, n)), 2)
    return number_en(value, places)


def points_vi(value: float) -> str:
    """The same with a decimal comma."""
    return points_en(value).replace(".", ",")


def many_en(count: int, one: str, more: str) -> str:
    """1 day, 2 days."""
    return f"{count} {one if count == 1 else more}"


_KINDS = {
    "department": ("sở, ngành", "departments"),
    "district": ("quận, huyện, thị xã", "districts"),
    "commune": ("xã, phường, thị trấn", "communes"),
}


def kind_vi(kind: str) -> str:
    """The kind of unit in words; a kind of the problem's own stays as it is."""
    return _KINDS.get(kind, (kind, kind))[0]


def kind_en(kind: str) -> str:
    """The same in English, in the plural."""
    return _KINDS.get(kind, (kind, kind))[1]


def field_vi(problem: Problem, field: str) -> str:
    """The sector's name when the problem carries it (meta["sectors"]), else its key."""
    return str(problem.meta.get("sectors", {}).get(field, {}).get("vi", field))


def field_en(problem: Problem, field: str) -> str:
    """The same in English."""
    return str(problem.meta.get("sectors", {}).get(field, {}).get("en", field))
