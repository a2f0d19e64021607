"""Figures, days and names as Vietnamese papers write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from lotrinh.office.platform.papers.paper import date_words

WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ROOM: Final = "          "
TEN: Final = 10
NAMES: Final = (
    "Ủy ban",
    "Hội đồng",
    "Sở ",
    "Bộ ",
    "Văn phòng",
    "Thanh tra",
    "Nghị định",
    "Thông tư",
    "Thủ tướng",
    "Chính phủ",
)


def count(number: int | Decimal) -> str:
    """Under ten with a leading 0, thousands with a point: 06, 1.260; parts with a comma: 1,5."""
    figure = Decimal(number)
    if figure != figure.to_integral_value():
        return grouped(figure.normalize())
    whole = int(figure)
    return f"{whole:02d}" if 0 <= whole < TEN else grouped(whole)


def grouped(number: int | Decimal) -> str:
    """Thousands with a point, parts with a comma."""
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return text.translate(str.maketrans(",.", ".,"))


def percent(share: float | Decimal, places: int = 1) -> str:
    """0.615 → 61,5%; 1 → 100%; a share that is not whole is never shown as 0% or 100%."""
    rounded = round(Decimal(str(share)) * 100, places)
    if rounded in (0, 100) and share not in (0, 1):
        return f"trên {grouped(Decimal('99.9'))}%" if rounded else f"dưới {grouped(Decimal('0.1'))}%"
    return f"{grouped(rounded.normalize() if rounded % 1 else Decimal(int(rounded)))}%"


def extent(number: Any, of: Any, unit: str) -> str:
    """'06/06 hồ sơ', '03 lần', 'trong tổng số 48 người'; '' when neither is known."""
    tail = f" {unit.strip()}" if unit.strip() else ""
    if number is not None and of is not None:
        return f"{count(number)}/{count(of)}{tail}"
    if number is not None:
        return f"{count(number)}{tail}"
    return f"trong tổng số {count(of)}{tail}" if of is not None else ""


def short(day: date) -> str:
    """05/10/2020."""
    return f"{day:%d/%m/%Y}"


def long(day: date) -> str:
    """ngày 05 tháng 10 năm 2020."""
    return date_words(day, day.year)


def with_weekday(day: date) -> str:
    """thứ Hai, ngày 05 tháng 10 năm 2020."""
    return f"{WEEKDAYS[day.weekday()]}, {long(day)}"


def span(start: date, end: date) -> str:
    """ngày 05/10/2020, or từ ngày 05/10/2020 đến ngày 06/10/2020."""
    if start == end:
        return f"ngày {short(start)}"
    return f"từ ngày {short(start)} đến ngày {short(end)}"


def moment(value: datetime | None) -> str:
    """A moment by the office's clock, as a form has it: 2020-08-18T08:30; '' when there is none."""
    return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}" if value else ""


def lower_first(text: str) -> str:
    """The first letter small, unless it begins a name: UBND, Hà Nội, Ủy ban …, Sở …, Nghị định …"""
    words = text.split()
    second = len(words) > 1 and words[1][:1].isupper()
    if second or text.startswith(NAMES) or (len(text) > 1 and text[1].isupper()):
        return text
    return text[:1].lower() + text[1:]


def listed(lines: Any) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in str(lines or "").splitlines() if line.strip()]
