"""Candidates: every unit of the plan's register with its risk, marks and whether a roadmap visits it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from lotrinh.method.text import fold
from lotrinh.office.planning.models import Closure, Plan, Roadmap, SelectionMark, Visit
from lotrinh.office.planning.queries.roadmaps import newest, reasons_from, sees_everything
from lotrinh.office.registry.models import RiskMark, Sector, Unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

SORTS = {
    "risk": ("score", "unit__sort_key"),
    "name": ("unit__sort_key", "unit__code"),
    "parent": ("unit__parent__sort_key", "-score"),
    "stability": ("stability", "-score"),
    "range": ("spread", "-score"),
    "rank": ("unit__kind", "rank"),
}
NO_DATA = {"vi": "Chưa có dữ liệu", "en": "No data"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; empty means all."""

    words: str = ""
    kind: str = ""
    district: str = ""
    sector: str = ""
    mark: str = ""
    chosen: str = ""
    sort: str = "-risk"

    @classmethod
    def read(cls, raw: Any) -> Filters:
        """From the query of an address; unknown values count as empty."""
        values = {
            k: raw.get(k, "").replace("\0", "").strip()
            for k in ("words", "kind", "district", "sector", "mark", "chosen")
        }
        sort = raw.get("sort", "")
        return cls(**values, sort=sort if sort.lstrip("-") in SORTS else "-risk")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the list."""

    mark: RiskMark
    segments: tuple[dict[str, Any], ...]
    unknown: Decimal
    listed: str
    listed_reason: str
    visit_pk: int | None

    @property
    def unit(self) -> Unit:
        """The unit itself."""
        return self.mark.unit

    @property
    def spread(self) -> Decimal:
        """From the least to the most the risk can be."""
        return self.mark.high - self.mark.low


def candidates(actor: Account, plan: Plan, chosen: Filters) -> QuerySet[RiskMark]:
    """The rows asked for; nothing for whoever may not see candidates. Make them rows with
    ``candidate_rows``.
    """
    rows = RiskMark.objects.filter(plan_key=plan.key, current=True)
    if not sees_everything(actor):
        return rows.none()
    rows = _filtered(rows.select_related("unit", "unit__parent"), plan, chosen)
    rows = _with_visits(actor, rows, plan, chosen)
    return _sorted(rows, chosen.sort)


def _filtered(rows: QuerySet[RiskMark], plan: Plan, chosen: Filters) -> QuerySet[RiskMark]:
    if chosen.kind:
        rows = rows.filter(unit__kind=chosen.kind)
    if chosen.district:
        rows = rows.filter(unit__parent__code=chosen.district) | rows.filter(unit__code=chosen.district)
    if chosen.sector:
        rows = rows.filter(unit__sectors__key=chosen.sector)
    for word in fold(chosen.words).split():
        rows = rows.filter(unit__folded__contains=word)
    in_force = SelectionMark.objects.for_actions().filter(plan=plan, unit=OuterRef("unit"), withdrawn_at=None)
    if chosen.mark in ("must", "never"):
        rows = rows.filter(Exists(in_force.filter(kind=chosen.mark)))
    if chosen.mark == "none":
        rows = rows.filter(~Exists(in_force))
    return rows


def _with_visits(actor: Account, rows: QuerySet[RiskMark], plan: Plan, chosen: Filters) -> QuerySet[RiskMark]:
    roadmap = newest(actor, plan)
    visits = Visit.objects.visible_to(actor).filter(roadmap=roadmap, unit=OuterRef("unit"))
    rows = rows.annotate(visit_pk=Subquery(visits.values("pk")[:1]))
    if chosen.chosen in ("yes", "no"):
        rows = rows.filter(visit_pk__isnull=chosen.chosen == "no")
    return rows


def _sorted(rows: QuerySet[RiskMark], sort: str) -> QuerySet[RiskMark]:
    from_high = sort.startswith("-")
    first, *rest = SORTS[sort.lstrip("-")]
    if first == "spread":
        rows = rows.extra(select={"spread": "high - low"})
    return rows.order_by(("-" if from_high else "") + first, *rest, "pk")


def candidate_rows(plan: Plan, marks: list[RiskMark]) -> list[Candidate]:
    """The rows of one page, with their bars and marks."""
    listed = {
        m.unit_id: m
        for m in SelectionMark.objects.for_actions().filter(
            plan=plan, withdrawn_at=None, unit__in=[m.unit_id for m in marks]
        )
    }
    return [_row(m, listed.get(m.unit_id)) for m in marks]


def _row(mark: RiskMark, listed: SelectionMark | None) -> Candidate:
    parts = segments(mark.contributions)
    unknown = sum((Decimal(str(p["value"])) for p in parts if p["unknown"]), Decimal(0))
    return Candidate(
        mark,
        parts,
        unknown,
        listed.kind if listed else "",
        listed.reason if listed else "",
        getattr(mark, "visit_pk", None),
    )


def segments(contributions: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The stacked bar: the known parts, and behind them in one piece what is counted without data."""
    known, unknown = [], Decimal(0)
    for place, part in enumerate(contributions):
        points, low = Decimal(part["points"]), Decimal(part["low"])
        if low > 0:
            tone = place + 1
            label = {"vi": part["title_vi"], "en": part["title_en"]}
            known.append({"label": label, "value": low, "tone": tone, "unknown": False})
        unknown += points - low
    if unknown > 0:
        known.append({"label": NO_DATA, "value": unknown, "tone": 7, "unknown": True})
    return tuple(known)


@dataclass(frozen=True, slots=True)
class CandidateSheet:
    """Everything about one candidate: each contribution in sentences with its sources."""

    row: Candidate
    parts: tuple[dict[str, Any], ...]
    history: tuple[SelectionMark, ...]
    closures: tuple[Closure, ...]
    left_out: tuple[Any, ...]
    roadmap: Roadmap | None


def candidate_sheet(actor: Account, plan: Plan, code: str) -> CandidateSheet:
    """One candidate, or 404."""
    rows = candidates(actor, plan, Filters())
    mark = get_object_or_404(rows, unit__code=code)
    row = candidate_rows(plan, [mark])[0]
    history = SelectionMark.objects.visible_to(actor).filter(plan=plan, unit=mark.unit).select_related("by")
    closures = Closure.objects.visible_to(actor).filter(unit=mark.unit, withdrawn_at=None)
    roadmap = newest(actor, plan)
    why: tuple[Any, ...] = ()
    if roadmap is not None and row.visit_pk is None:
        found = [x for x in roadmap.answer.get("left_out", []) if x["unit"] == code]
        why = tuple(reasons_from(found[0]["reasons"])) if found else ()
    return CandidateSheet(row, _parts(mark), tuple(history.order_by("-pk")), tuple(closures), why, roadmap)


def _parts(mark: RiskMark) -> tuple[dict[str, Any], ...]:
    parts = []
    for place, raw in enumerate(mark.contributions):
        tone = place + 1
        parts.append({**raw, "tone": tone, "said": reasons_from(raw.get("reasons", []))})
    order = {"known": 0, "bounded": 0, "unknown": 1, "not_applicable": 2}
    return tuple(sorted(parts, key=lambda p: (order.get(p["status"], 0), -Decimal(p["points"]))))


def candidate_choices(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """Districts and sectors to filter by."""
    parents = Unit.objects.filter(register=plan.register, kind="district").in_name_order()
    sectors = Sector.objects.filter(units__register=plan.register).distinct()
    return {
        "district": list(parents.values_list("code", "name")),
        "sector": [(s.key, s.name) for s in sectors],
    }


def signal_legend(marks: list[RiskMark]) -> list[dict[str, Any]]:
    """The signals on one page with their colours."""
    seen: dict[str, dict[str, Any]] = {}
    for mark in marks:
        for place, part in enumerate(mark.contributions):
            if part["status"] != "not_applicable":
                label = {"vi": part["title_vi"], "en": part["title_en"]}
                seen.setdefault(part["signal"], {"label": label, "tone": place + 1})
    return list(seen.values())
