"""What stands on the sheets of the workbook: titles, columns and rows as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lotrinh.office.planning.exports import summary, words
from lotrinh.office.planning.exports.content import RoadmapContent, VisitLine


@dataclass(frozen=True, slots=True)
class Col:
    """A column; width in characters."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. Values are text, int, float, date or None (an empty cell: nothing is known)."""

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Col, ...]
    rows: tuple[tuple[Any, ...], ...]
    frozen_columns: int = 0


def all_sheets(content: RoadmapContent, language: str) -> Iterator[Sheet]:
    """The sheets that the scope allows, in order."""
    yield _visits(content, language)
    yield _teams(content, language)
    yield _weeks(content, language)
    if content.scope.left_out:
        yield _left_out(content, language)
    yield _sources(content, language)


def title(content: RoadmapContent, language: str) -> str:
    """'Lộ trình kiểm tra – Kế hoạch 155/KH-UBND – phiên bản 2'."""
    plan = content.plan_number or content.plan_key
    if language == "en":
        return f"Inspection roadmap – plan {plan} – version {content.version}"
    return f"Lộ trình kiểm tra – Kế hoạch {plan} – phiên bản {content.version}"


def _notes(content: RoadmapContent, language: str) -> tuple[str, ...]:
    status = words.STATUSES[language][content.status]
    label = content.scope.label(language)
    made = f"{content.produced_at:%d/%m/%Y %H:%M}"
    if language == "en":
        lines = [label, f"Status: {status}; file made {made}"]
    else:
        lines = [label, f"Trạng thái: {status}; tệp lập lúc {made}"]
    if content.synthetic_note:
        lines.append(content.synthetic_note)
    return tuple(lines)


def _pick(language: str, vi: str, en: str) -> str:
    return en if language == "en" else vi


def _visits(content: RoadmapContent, language: str) -> Sheet:
    def heading(vi: str, en: str, width: float) -> Col:
        return Col(_pick(language, vi, en), width)

    columns = (
        heading("STT", "No.", 6), heading("Cơ quan, đơn vị", "Body", 38), heading("Loại", "Kind", 22),
        heading("Thuộc", "District", 22), heading("Đoàn", "Team", 14), heading("Trưởng đoàn", "Head", 24),
        heading("Từ ngày", "From", 12), heading("Buổi", "Part", 9), heading("Đến ngày", "To", 12),
        heading("Buổi đến", "Part", 9), heading("Thứ", "Weekday", 11), heading("Số buổi", "Half days", 9),
        heading("Hình thức", "Form", 20), heading("Nội dung trọng tâm", "Focus", 40),
        heading("Lý do", "Reasons", 70), heading("Ghi chú", "Note", 24), heading("Mã", "Code", 14),
    )  # fmt: skip
    rows = tuple(_visit_row(n, v, content, language) for n, v in enumerate(content.ordered(), start=1))
    name = _pick(language, "Lộ trình", "Roadmap")
    return Sheet(name, title(content, language), _notes(content, language), columns, rows, frozen_columns=2)


def _visit_row(number: int, visit: VisitLine, content: RoadmapContent, language: str) -> tuple[Any, ...]:
    team = content.team(visit.team_id)
    announced = _pick(language, "Trực tiếp, có báo trước", "Announced")
    unannounced = _pick(language, "Đột xuất", "Unannounced")
    return (
        number, visit.unit_name, words.kind(visit.kind, language), visit.district, team.name,
        team.head.name if team.head else None, visit.start, words.part(visit.start_part, language),
        visit.end, words.part(visit.end_part, language), words.weekday(visit.start, language),
        visit.half_days, announced if visit.announced else unannounced,
        "; ".join(visit.contents or visit.fields),
        "\n".join(r.sentence(language) for r in visit.reasons), visit.note, visit.unit_code,
    )  # fmt: skip


def _teams(content: RoadmapContent, language: str) -> Sheet:
    kinds = list(words.KINDS[language])
    columns = (
        Col(_pick(language, "Đoàn", "Team"), 16), Col(_pick(language, "Trưởng đoàn", "Head"), 34),
        Col(_pick(language, "Thành viên", "Members"), 70), Col(_pick(language, "Số cuộc", "Visits"), 10),
        Col(_pick(language, "Số buổi", "Half days"), 10), *(Col(words.kind(k, language), 16) for k in kinds),
    )  # fmt: skip
    rows = tuple(_team_row(count, kinds) for count in summary.by_team(content))
    name = _pick(language, "Theo đoàn", "By team")
    return Sheet(name, title(content, language), _notes(content, language), columns, rows, frozen_columns=1)


def _team_row(count: summary.TeamCount, kinds: list[str]) -> tuple[Any, ...]:
    people = [f"{m.name}, {m.body}" if m.body else m.name for m in count.team.members]
    head = count.team.head
    others = [p for p, m in zip(people, count.team.members, strict=True) if m is not head]
    first = people[count.team.members.index(head)] if head else None
    by_kind = (count.by_kind.get(k, 0) for k in kinds)
    return (count.team.name, first, "; ".join(others), count.visits, count.half_days, *by_kind)


def _weeks(content: RoadmapContent, language: str) -> Sheet:
    columns = (
        Col(_pick(language, "Tuần", "Week"), 8), Col(_pick(language, "Từ thứ Hai", "Monday"), 12),
        *(Col(t.name, 14) for t in content.teams), Col(_pick(language, "Cộng", "Total"), 10),
    )  # fmt: skip
    rows = tuple(
        (week.week, week.monday, *(week.by_team.get(t.id, 0) for t in content.teams), week.total)
        for week in summary.by_week(content)
    )
    name = _pick(language, "Theo tuần", "By week")
    return Sheet(name, title(content, language), _notes(content, language), columns, rows, frozen_columns=2)


def _left_out(content: RoadmapContent, language: str) -> Sheet:
    columns = (
        Col(_pick(language, "STT", "No."), 6), Col(_pick(language, "Cơ quan, đơn vị", "Body"), 38),
        Col(_pick(language, "Loại", "Kind"), 22), Col(_pick(language, "Thuộc", "District"), 22),
        Col(_pick(language, "Vì sao không chọn; điều gì sẽ đưa vào", "Why; what would bring it in"), 90),
        Col(_pick(language, "Mã", "Code"), 14),
    )  # fmt: skip
    rows = tuple(
        (
            number, line.unit_name, words.kind(line.kind, language), line.district,
            "\n".join(r.sentence(language) for r in line.reasons), line.unit_code,
        )
        for number, line in enumerate(content.left_out, start=1)
    )  # fmt: skip
    name = _pick(language, "Không chọn", "Left out")
    return Sheet(name, title(content, language), _notes(content, language), columns, rows, frozen_columns=2)


def _sources(content: RoadmapContent, language: str) -> Sheet:
    columns = (Col(_pick(language, "Mục", "Item"), 30), Col(_pick(language, "Nội dung", "Content"), 100))
    rows = tuple((key, value) for key, value in _facts(content, language) if value not in (None, ""))
    name = _pick(language, "Ghi chú nguồn", "Sources")
    return Sheet(name, title(content, language), _notes(content, language), columns, rows)


def _facts(content: RoadmapContent, language: str) -> Iterator[tuple[str, Any]]:
    yield _pick(language, "Kế hoạch", "Plan"), f"{words.plan_reference(content)}: {content.plan_title}"
    yield (
        _pick(language, "Thời gian", "Period"),
        f"{words.day(content.period_start)} - {words.day(content.period_end)}",
    )
    yield _pick(language, "Thay cho phiên bản", "Replaces version"), content.replaces_version
    if content.adopted_on:
        yield _pick(language, "Ban hành", "Adopted"), f"{words.day(content.adopted_on)}, {content.adopted_by}"
    yield _pick(language, "Dấu vân tay (SHA-256)", "Digest"), content.digest
    yield from _figure_facts(content, language)
    yield _pick(language, "Số đơn vị không chọn", "Units left out"), content.left_out_count
    for source in content.sources:
        yield (
            _pick(language, "Nguồn", "Source"),
            " – ".join(p for p in (source.title, source.date, source.url) if p),
        )


def _figure_facts(content: RoadmapContent, language: str) -> Iterator[tuple[str, Any]]:
    figures = content.figures
    if figures is None:
        return
    yield _pick(language, "Mục tiêu đạt", "Objective"), figures.total
    yield _pick(language, "Cận trên đã chứng minh", "Proven bound"), figures.bound
    if figures.gap is not None:
        yield _pick(language, "Khoảng cách tới cận", "Gap"), f"{figures.gap:.4%}"
    yield _pick(language, "Hạt giống ngẫu nhiên", "Seed"), figures.seed
    for key, value in figures.aims.items():
        yield _pick(language, f"Mục tiêu thành phần: {key}", f"Aim: {key}"), value
