"""The parts of the three texts that people write together: what each holds and how it is typed in.

A part's value is text (lines become points), a short line, a moment (2020-08-18T08:30), a whole number, or
rows of named cells. The same names are used by the device, the desk and the papers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from lotrinh.method.faults import Fault

Shape = Literal["text", "lines", "line", "moment", "number", "rows"]
MINUTES, TEAM_REPORT, CONCLUSION = "minutes", "team_report", "conclusion"
TEMPLATES: Final = {MINUTES: "minutes", TEAM_REPORT: "team-report", CONCLUSION: "conclusion"}
VERBS: Final = {MINUTES: "write_minutes", TEAM_REPORT: "write_team_report", CONCLUSION: "draft_conclusion"}
MOST_ROWS: Final = 200
MOST_COPIES: Final = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of rows. kind: text, line, day, unit or findings."""

    key: str
    title: Any
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part. title, hint: English msgids, lazy. by_content: one such part for each content of the plan."""

    key: str
    title: Any
    shape: Shape = "lines"
    hint: Any = ""
    cells: tuple[Cell, ...] = field(default=())
    by_content: bool = False


PEOPLE = _("One person a line: name, office. Mr or Mrs may stand first.")
ONE_A_LINE = _("One a line.")
EXTENT_IN_BRACKETS = _("One a line, with its extent in brackets.")
FAULTY = (
    Cell("text", _("Shortcoming"), "text"),
    Cell("extent", _("Extent")),
    Cell("earlier", _("Named before in")),
)
PARTS: Final[dict[str, tuple[PartOf, ...]]] = {
    MINUTES: (
        PartOf("opened_at", _("Begun at"), "moment"),
        PartOf("place", _("Place of the visit"), "line"),
        PartOf("team_present", _("Team"), hint=_("One person a line: name, office, role.")),
        PartOf("unit_people", _("People of the unit"), hint=PEOPLE),
        PartOf("absent", _("Absent"), hint=_("One person a line: name, office; reason.")),
        PartOf("results", _("Checked, and what came out"), hint=ONE_A_LINE, by_content=True),
        PartOf("faults", _("Shortcomings"), hint=EXTENT_IN_BRACKETS, by_content=True),
        PartOf("opinions", _("Opinion of the unit"), hint=_("Empty: the unit has no other opinion.")),
        PartOf("proposals", _("Proposals of the unit"), hint=ONE_A_LINE),
        PartOf("requests", _("Requests of the team on the spot"), hint=ONE_A_LINE),
        PartOf("handed_over", _("Records handed to the team"), hint=ONE_A_LINE),
        PartOf("ended_at", _("Ended at"), "moment"),
        PartOf("copies", _("Copies"), "number"),
        PartOf("unit_signer", _("Signs for the unit"), "line", _("Name alone.")),
        PartOf("team_signer", _("Signs for the team"), "line", _("Name alone.")),
        PartOf("secretary", _("Writes the minutes"), "line", _("Name alone.")),
        PartOf("refusal", _("The unit refuses to sign: reason"), "text", _("Empty while nobody refuses.")),
        PartOf("witness", _("Witness of the refusal"), "line", _("Name and office.")),
    ),
    TEAM_REPORT: (
        PartOf("grounds", _("What the report rests on"), "text"),
        PartOf("unit_profile", _("About the unit"), "text"),
        PartOf("summary", _("In short"), "text", by_content=True),
        PartOf("results", _("Results achieved"), hint=ONE_A_LINE, by_content=True),
        PartOf("faults", _("Shortcomings"), "rows", cells=FAULTY, by_content=True),
        PartOf("objective", _("Objective causes"), hint=ONE_A_LINE),
        PartOf("subjective", _("Subjective causes"), hint=ONE_A_LINE),
        PartOf("responsibilities", _("Responsibility"), hint=ONE_A_LINE),
        PartOf("measures", _("Measures already taken"), hint=ONE_A_LINE),
        PartOf(
            "unit_proposals", _("Proposals of the unit"), "rows",
            cells=(Cell("text", _("Proposal"), "text"), Cell("whom", _("Who can decide"))),
        ),
        PartOf(
            "team_proposals", _("Proposals of the team"), "rows",
            cells=(
                Cell("unit", _("Body")), Cell("task", _("Task"), "text"),
                Cell("deadline", _("Time proposed")),
            ),
        ),
    ),
    CONCLUSION: (
        PartOf("grounds", _("What was weighed"), "text"),
        PartOf("general", _("General view"), "text"),
        PartOf("strengths", _("Done well"), hint=ONE_A_LINE),
        PartOf(
            "models", _("To spread"), "rows",
            cells=(
                Cell("text", _("Model or way of working"), "text"), Cell("spread", _("Where to spread it")),
            ),
        ),
        PartOf("faults", _("Shortcomings"), "rows", cells=FAULTY),
        PartOf("objective", _("Objective causes"), hint=ONE_A_LINE),
        PartOf("subjective", _("Subjective causes"), hint=ONE_A_LINE),
        PartOf("responsibilities", _("Responsibility"), hint=ONE_A_LINE),
        PartOf(
            "items", _("Items “Giao …”"), "rows",
            cells=(
                Cell("unit_code", _("Body"), "unit"), Cell("task", _("Task"), "text"),
                Cell("due_on", _("Due"), "day"), Cell("findings", _("Findings"), "findings"),
            ),
        ),
        PartOf(
            "answers", _("Answers to the unit's proposals"), "rows",
            cells=(Cell("proposal", _("Proposal"), "text"), Cell("answer", _("Answer"), "text")),
        ),
    ),
}  # fmt: skip
NUMBERED = re.compile(r"([a-z_]+)\.(\d{1,3})")


def part_keys(kind: str, contents: list[dict[str, Any]]) -> list[str]:
    """The keys of a draft's parts in the order of the paper; those by content, content after content."""
    keys: list[str] = []
    for group in _runs(PARTS[kind]):
        if group[0].by_content:
            keys += [f"{part.key}.{c['number']}" for c in contents for part in group]
        else:
            keys.append(group[0].key)
    return keys


def _runs(parts: tuple[PartOf, ...]) -> list[list[PartOf]]:
    """Parts by content that follow each other stand in one run."""
    runs: list[list[PartOf]] = []
    for part in parts:
        if part.by_content and runs and runs[-1][0].by_content:
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def part_of(kind: str, key: str) -> PartOf | None:
    """The part of a key; ``results.2`` is the part ``results`` of content 2."""
    found = NUMBERED.fullmatch(key)
    plain = found.group(1) if found else key
    part = next((p for p in PARTS.get(kind, ()) if p.key == plain), None)
    return part if part is not None and part.by_content == bool(found) else None


def is_empty(value: Any) -> bool:
    """Whether a part says nothing."""
    if isinstance(value, list):
        return not any(
            any(v not in (None, "", []) for v in row.values()) for row in value if isinstance(row, dict)
        )
    return value is None or not str(value).strip()


def value_faults(kind: str, key: str, value: Any) -> list[Fault]:
    """What is wrong with the form of a value, by the shape of its part."""
    part = part_of(kind, key)
    if part is None:
        return [
            _wrong(key, key, "a part of the draft", "Văn bản không có phần này.", "There is no such part.")
        ]
    if is_empty(value):
        return []
    return _CHECKS[part.shape](part, value, key)


def _text(part: PartOf, value: Any, where: str) -> list[Fault]:
    if isinstance(value, str):
        return []
    return [_wrong(where, value, "text", "Phần này ghi bằng chữ.", "This part is text.")]


def _moment(part: PartOf, value: Any, where: str) -> list[Fault]:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        vi, en = "Hãy ghi ngày và giờ.", "Give a day and a time."
        return [_wrong(where, value, "2020-08-18T08:30", vi, en)]
    return []


def _number(part: PartOf, value: Any, where: str) -> list[Fault]:
    if str(value).isascii() and str(value).isdigit() and 1 <= int(value) <= MOST_COPIES:
        return []
    vi, en = f"Hãy ghi một số từ 1 đến {MOST_COPIES}.", f"Give a number from 1 to {MOST_COPIES}."
    return [_wrong(where, value, f"1–{MOST_COPIES}", vi, en)]


def _rows(part: PartOf, value: Any, where: str) -> list[Fault]:
    keys = {cell.key for cell in part.cells}
    plain = isinstance(value, list) and all(isinstance(row, dict) and set(row) <= keys for row in value)
    if not plain or len(value) > MOST_ROWS:
        vi, en = "Bảng này chưa đúng; hãy tải lại trang.", "This table is not right; load the page again."
        return [_wrong(where, value, f"rows of {sorted(keys)}", vi, en)]
    days = [cell.key for cell in part.cells if cell.kind == "day"]
    bad = [(n, row[k]) for n, row in enumerate(value, 1) for k in days if row.get(k) and not _is_day(row[k])]
    vi, en = "Hãy ghi ngày theo lịch.", "Give a day of the calendar."
    return [_wrong(f"{where}[{n}]", got, "2020-09-18", vi, en) for n, got in bad]


def _is_day(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _wrong(where: str, got: Any, expected: str, vi: str, en: str) -> Fault:
    return Fault("inspections.draft_part", where, vi, en, got=repr(got)[:80], expected=expected)


_CHECKS: Final = {
    "text": _text,
    "lines": _text,
    "line": _text,
    "moment": _moment,
    "number": _number,
    "rows": _rows,
}
