"""From the content of a roadmap to the paper of the annex."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from lotrinh.office.planning.exports import words
from lotrinh.office.planning.exports.annex_template import (
    AnnexTemplate,
    TemplateColumn,
    check_context,
    read_template,
)
from lotrinh.office.planning.exports.content import RoadmapContent, TeamLine, VisitLine
from lotrinh.office.platform.papers.paper import (
    Block,
    Column,
    Group,
    Paper,
    Signature,
    Table,
    Text,
    Title,
    head_lines,
)


def annex_paper(content: RoadmapContent, group: str | None = None) -> Paper:
    """The paper; its number and date stay open, both are given with the signature."""
    template = read_template()
    context = check_context(annex_context(content))
    return Paper(
        issuing_body=head_lines(content.authority),
        symbol=template.symbol.format(**context),
        place=content.place,
        year=context["year"],
        kind=template.kind,
        subject=template.subject.format(**context),
        references=tuple(r.format(**context) for r in template.references),
        body=tuple(_body(content, template, context, group or template.visits.group)),
        signature=Signature(tuple(template.signature)),
        recipients=tuple(template.recipients),
        draft_mark=template.draft_mark.format(**context) if content.status == "draft" else "",
        orientation=template.orientation,
    )


def annex_context(content: RoadmapContent) -> dict[str, Any]:
    """The fields of the template that hold for the whole paper."""
    return {
        "symbol": words.symbol(content),
        "year": content.period_start.year,
        "authority": content.authority,
        "plan_reference": words.plan_reference(content),
        "period_start": words.day(content.period_start),
        "period_end": words.day(content.period_end),
        "scope": content.scope.label_vi,
        "version": content.version,
        "visit_count": len(content.visits),
        "team_count": len({v.team_id for v in content.visits}),
        "kind_counts": _kind_counts(content),
        "synthetic_note": content.synthetic_note,
    }


def _kind_counts(content: RoadmapContent) -> str:
    counts = Counter(v.kind for v in content.visits)
    order = [k for k in words.KINDS["vi"] if k in counts] + sorted(set(counts) - set(words.KINDS["vi"]))
    return "; ".join(f"{words.kind(k).lower()}: {counts[k]}" for k in order) or "chưa có"


def _body(content: RoadmapContent, template: AnnexTemplate, context: dict[str, Any], by: str) -> list[Block]:
    blocks: list[Block] = [Title(template.visits.title)]
    if content.visits:
        blocks.append(Table(_columns(template.visits.columns), tuple(_groups(content, template, by))))
    else:
        blocks.append(Text(template.visits.empty))
    blocks.append(Title(template.teams.title))
    blocks.append(Table(_columns(template.teams.columns), (Group("", _team_rows(content, template)),)))
    if content.synthetic_note:
        blocks.append(Text(template.synthetic.format(**context), italic=True))
    blocks.append(Text(template.closing.format(**context), closing=True))
    return blocks


def _columns(columns: list[TemplateColumn]) -> tuple[Column, ...]:
    return tuple(Column(c.title, c.share, c.align) for c in columns)


def _groups(content: RoadmapContent, template: AnnexTemplate, by: str) -> list[Group]:
    visits = content.ordered()
    if by == "team":
        visits = tuple(sorted(visits, key=lambda v: v.team_id))
    numbered = list(enumerate(visits, start=1))
    groups = []
    for fields, members in groupby(numbered, key=lambda pair: _group_fields(pair[1], content, by)):
        rows = list(members)
        title = template.visits.group_title[by].format(**dict(fields), group_count=len(rows))  # type: ignore[index]
        groups.append(Group(title, tuple(_visit_row(n, v, content, template) for n, v in rows)))
    return groups


def _group_fields(visit: VisitLine, content: RoadmapContent, by: str) -> tuple[tuple[str, Any], ...]:
    if by == "team":
        return (("team_name", content.team(visit.team_id).name),)
    if by == "week":
        iso = visit.start.isocalendar()
        return (("week", iso.week), ("group_year", iso.year))
    return (("month", visit.start.month), ("group_year", visit.start.year))


def _visit_row(
    number: int, visit: VisitLine, content: RoadmapContent, template: AnnexTemplate
) -> tuple[str, ...]:
    cells = {
        "number": str(number),
        "unit": words.place(visit),
        "time": words.span(visit),
        "team": content.team(visit.team_id).name,
        "form": template.visits.announced if visit.announced else template.visits.unannounced,
        "contents": "; ".join(visit.contents or visit.fields) or template.visits.no_focus,
        "note": visit.note,
    }
    return tuple(cells[c.key] for c in template.visits.columns)


def _team_rows(content: RoadmapContent, template: AnnexTemplate) -> tuple[tuple[str, ...], ...]:
    return tuple(_team_row(n, team, content, template) for n, team in enumerate(content.teams, start=1))


def _team_row(
    number: int, team: TeamLine, content: RoadmapContent, template: AnnexTemplate
) -> tuple[str, ...]:
    head = team.head
    cells = {
        "number": str(number),
        "team": team.name,
        "head": _person(head.name, head.body) if head else "",
        "members": "; ".join(_person(m.name, m.body) for m in team.members if m is not head),
        "visits": str(len(content.of_team(team.id))),
    }
    return tuple(cells[c.key] for c in template.teams.columns)


def _person(name: str, body: str) -> str:
    return f"{name}, {body}" if body else name
