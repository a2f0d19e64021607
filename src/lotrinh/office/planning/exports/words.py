"""Words and dates that several exports share: kinds, parts of the day, spans of time."""

from __future__ import annotations

from datetime import date

from lotrinh.office.planning.exports.content import LeftOutLine, Part, RoadmapContent, VisitLine

PARTS = {"vi": {"am": "sáng", "pm": "chiều"}, "en": {"am": "morning", "pm": "afternoon"}}
KINDS = {
    "vi": {
        "department": "Sở, cơ quan tương đương",
        "district": "Quận, huyện, thị xã",
        "commune": "Xã, phường, thị trấn",
    },
    "en": {"department": "Department or equal body", "district": "District", "commune": "Commune"},
}
STATUSES = {
    "vi": {
        "draft": "dự thảo",
        "adopted": "đã ban hành",
        "superseded": "đã được thay thế",
        "withdrawn": "đã rút",
    },
    "en": {"draft": "draft", "adopted": "adopted", "superseded": "superseded", "withdrawn": "withdrawn"},
}


def day(value: date) -> str:
    """'03/8/2020', '05/01/2021': a leading 0 for days under 10 and for months 1 and 2 (NĐ 30/2020/NĐ-CP)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def part(value: Part, language: str = "vi") -> str:
    """'sáng' or 'chiều'."""
    return PARTS[language][value]


def kind(value: str, language: str = "vi") -> str:
    """The kind of a body in words; an unknown kind stands as it is."""
    return KINDS[language].get(value, value)


def place(line: VisitLine | LeftOutLine) -> str:
    """The unit's name, with its district in brackets for a commune."""
    return f"{line.unit_name} ({line.district})" if line.district else line.unit_name


def span(visit: VisitLine, language: str = "vi") -> str:
    """When a visit is: 'Cả ngày 03/08/2020', 'Sáng 03/08/2020', or from a half day to another."""
    if visit.start == visit.end:
        if visit.start_part == visit.end_part:
            return f"{part(visit.start_part, language).capitalize()} {day(visit.start)}"
        return f"{'Cả ngày' if language == 'vi' else 'All day'} {day(visit.start)}"
    until = "đến" if language == "vi" else "to"
    first, last = part(visit.start_part, language), part(visit.end_part, language)
    return f"{first.capitalize()} {day(visit.start)} {until} {last} {day(visit.end)}"


def weekday(value: date, language: str = "vi") -> str:
    """'Thứ Hai' … 'Chủ nhật'."""
    vi = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
    en = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return (vi if language == "vi" else en)[value.weekday()]


def plan_reference(content: RoadmapContent) -> str:
    """'Kế hoạch số 155/KH-UBND ngày 27/07/2020 (…)': the plan that the roadmap carries out."""
    number = f" số {content.plan_number}" if content.plan_number else ""
    issued = f" ngày {day(content.plan_issued_on)}" if content.plan_issued_on else ""
    return f"Kế hoạch{number}{issued} của {content.authority}"


def symbol(content: RoadmapContent) -> str:
    """Type and body of the papers that carry the roadmap: what follows the '/' of the plan's number."""
    _, slash, rest = content.plan_number.partition("/")
    return rest if slash else "KH-UBND"
