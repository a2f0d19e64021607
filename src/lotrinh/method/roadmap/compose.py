"""From a plan to the problem: units as of the plan's day, half days of its calendar, teams, rules, aims.

The draw of unannounced units is not made here (lotrinh.method.roadmap.draw records it in the rule).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, Protocol

from lotrinh.method.dates import WorkingCalendar
from lotrinh.method.definitions import Library, PlanDefinition, TeamDefinition
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.registers import RegisterUnit, UnitFact, overlay
from lotrinh.method.roadmap.cells import neighbourhood_cells
from lotrinh.method.roadmap.problem import Member, Problem, Span, Team, Unit

FOUR_PLACES = 4
Listed = tuple[str, Literal["must", "never"]]


class Risk(Protocol):
    """What is read of a risk result (lotrinh.method.risk.RiskResult)."""

    @property
    def unit_code(self) -> str: ...
    @property
    def score(self) -> Decimal: ...
    @property
    def low(self) -> Decimal: ...
    @property
    def high(self) -> Decimal: ...
    @property
    def last_inspected(self) -> date | None: ...
    @property
    def open_findings(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class UnitClosure:
    """Days from start to before end on which a unit receives nobody; inspection: by another body."""

    unit: str
    start: date
    end: date
    reason: str
    kind: Literal["closed", "inspection"] = "closed"


@dataclass(frozen=True, slots=True)
class UnitMark:
    """A unit on the must or the never list, with the reason."""

    unit: str
    kind: Literal["must", "never"]
    reason: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Days from start to before end on which a team makes no visit."""

    team: str
    start: date
    end: date
    reason: str


@dataclass(frozen=True, slots=True)
class _Inputs:
    risks: Mapping[str, Risk]
    closures: Mapping[str, tuple[Span, ...]]
    marks: Mapping[Listed, str]
    durations: Mapping[Any, int]


def build_problem(
    library: Library,
    plan: PlanDefinition | str,
    risk_results: Iterable[Risk] | None,
    *,
    adopted_on: date | None = None,
    closures: Iterable[UnitClosure] = (),
    marks: Iterable[UnitMark] = (),
    absences: Iterable[Absence] = (),
    teams: Sequence[TeamDefinition] | None = None,
    unit_facts: Iterable[UnitFact] = (),
) -> Problem:
    """The problem of a plan.

    risk_results: one a unit; None puts every risk at 0 and says so in meta["risk"] ("none"). A unit
    without a result is a fault: missing is not zero. adopted_on: the day from which notice counts, by
    default the plan's date. teams: instead of the plan's own. unit_facts: what people recorded of the units
    since the register was defined; what differs is used and named in meta["imported"]. Raises Faults for
    unknown units or teams and for a unit on both lists.
    """
    plan = library.plan(plan) if isinstance(plan, str) else plan
    closures, marks, absences = tuple(closures), tuple(marks), tuple(absences)
    chosen = tuple(teams if teams is not None else plan.teams)
    laid = overlay(library.register(plan.register_key), unit_facts)
    there = [u for u in laid.register.units_as_of(plan.register_as_of) if u.kind in plan.durations]
    inputs = _inputs(plan, risk_results, closures, marks)
    _refuse({u.code for u in there}, {t.id for t in chosen}, inputs, absences, risk_results is not None)
    calendar = library.calendar(plan.calendar, plan.calendar_options)
    adopted = adopted_on or plan.date
    return Problem(
        plan=plan.key,
        start=plan.period.start,
        end=plan.period.end,
        half_days=tuple(calendar.half_days(plan.period.start, plan.period.until)),
        teams=tuple(_team(t, absences) for t in chosen),
        units=tuple(_unit(u, inputs) for u in there),
        rules=_rules(plan, calendar, adopted),
        aims=plan.aims.model_dump(mode="json", exclude={"source", "mark", "reason"}),
        meta={
            **_meta(plan, there, adopted, risk_results is not None),
            "sectors": _sectors(library),
            **_imported(there, laid.changed),
        },
    )


def _inputs(
    plan: PlanDefinition,
    results: Iterable[Risk] | None,
    closures: Iterable[UnitClosure],
    marks: Iterable[UnitMark],
) -> _Inputs:
    spans: dict[str, tuple[Span, ...]] = {}
    for c in sorted(closures, key=lambda c: (c.unit, c.start, c.end)):
        spans[c.unit] = (*spans.get(c.unit, ()), Span(c.start, c.end, c.reason, c.kind))
    listed: dict[Listed, str] = {(m.unit, m.kind): m.reason for m in marks}
    risks = {r.unit_code: r for r in results} if results is not None else {}
    return _Inputs(risks, spans, listed, plan.durations)


def _unit(unit: RegisterUnit, inputs: _Inputs) -> Unit:
    risk = inputs.risks.get(unit.code)
    lat, lon = unit.planned_at if unit.planned_at else (None, None)
    return Unit(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        duration=inputs.durations[unit.kind],
        risk=_rounded(risk.score) if risk else 0.0,
        risk_range=(_rounded(risk.low), _rounded(risk.high)) if risk else None,
        parent=unit.parent,
        fields=unit.sectors,
        lat=lat,
        lon=lon,
        closed=inputs.closures.get(unit.code, ()),
        must=inputs.marks.get((unit.code, "must")),
        never=inputs.marks.get((unit.code, "never")),
        last_inspected=risk.last_inspected if risk else None,
        open_findings=risk.open_findings if risk else None,
        place_note=unit.place_note,
    )


def _rounded(value: Decimal) -> float:
    return round(float(value), FOUR_PLACES)


def _team(team: TeamDefinition, absences: Iterable[Absence]) -> Team:
    own = [Span(d.start, d.end, d.reason.vi) for d in team.days_off]
    away = [Span(a.start, a.end, a.reason) for a in absences if a.team == team.id]
    return Team(
        id=team.id,
        name=team.name.vi,
        members=tuple(Member(m.name, m.body, m.fields, m.role) for m in team.members),
        home=(team.home.lat, team.home.lon),
        days_off=tuple(sorted(own + away, key=lambda s: (s.start, s.end))),
    )


def _rules(plan: PlanDefinition, calendar: WorkingCalendar, adopted: date) -> dict[str, dict[str, Any]]:
    rules = {key: rule.settings() for key, rule in plan.rules.items()}
    rules["notice"]["adopted"] = adopted.isoformat()
    rules["notice"]["holidays"] = _holidays(calendar, adopted, plan.period.start)
    rules["unannounced"]["seed"] = plan.seed
    return rules


def _holidays(calendar: WorkingCalendar, start: date, end: date) -> list[str]:
    """Weekdays from start to before end that are not worked: half days before the period are not listed."""
    days = (start + timedelta(days=i) for i in range(max(0, (end - start).days)))
    return [d.isoformat() for d in days if d.weekday() < 5 and not calendar.is_working(d)]


def _meta(plan: PlanDefinition, units: list[RegisterUnit], adopted: date, has_risk: bool) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "register": plan.register_key,
        "as_of": plan.register_as_of.isoformat(),
        "adopted": adopted.isoformat(),
        "risk": "given" if has_risk else "none",
        "synthetic": plan.synthetic,
        "seed": plan.seed,
    }
    if plan.neighbourhoods is not None:
        places = [(u.code, *u.planned_at) for u in units if u.kind == "commune" and u.planned_at is not None]
        meta["cells"] = neighbourhood_cells(places, plan.neighbourhoods.target_size)
    return meta


def _imported(units: list[RegisterUnit], changed: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """What differs from the register's definition, for the record: unit code → what; nothing, no key."""
    said = {u.code: list(changed[u.code]) for u in units if u.code in changed}
    return {"imported": said} if said else {}


def _sectors(library: Library) -> dict[str, dict[str, str]]:
    """Names of the sectors, for sentences."""
    return {key: {"vi": sector.name_vi, "en": sector.name_en} for key, sector in library.sectors.items()}


def _refuse(
    units: set[str], teams: set[str], inputs: _Inputs, absences: Iterable[Absence], has_risk: bool
) -> None:
    """Unknown units and teams, a unit on both lists, units without a risk."""
    named = {*inputs.closures, *(code for code, _ in inputs.marks)}
    faults = [_unknown("unit", "đơn vị", code) for code in sorted(named - units)]
    faults += [_unknown("team", "đoàn", a.team) for a in absences if a.team not in teams]
    both = sorted(c for c, kind in inputs.marks if kind == "must" and (c, "never") in inputs.marks)
    faults += [_both_lists(code) for code in both]
    if has_risk:
        faults += [_no_risk(code) for code in sorted(units - set(inputs.risks))]
    if faults:
        raise Faults(faults)


def _unknown(what: str, vi: str, code: str) -> Fault:
    return Fault(
        f"roadmap.unknown_{what}",
        code,
        f"Kế hoạch không có {vi} “{code}” trong ngày của danh mục; hãy kiểm tra mã.",
        f"The plan has no {what} “{code}” on the day of its register; check the code.",
        got=code,
        expected=f"a {what} of the plan",
    )


def _both_lists(code: str) -> Fault:
    return Fault(
        "roadmap.must_and_never",
        code,
        f"Đơn vị {code} vừa phải kiểm tra vừa không được kiểm tra; hãy rút lại một trong hai.",
        f"Unit {code} is on the must list and on the never list; withdraw one of them.",
        got="must and never",
        expected="one of them",
    )


def _no_risk(code: str) -> Fault:
    return Fault(
        "roadmap.no_risk",
        code,
        f"Chưa tính rủi ro của {code}; hãy tính rủi ro cho mọi đơn vị của kế hoạch trước.",
        f"There is no risk of {code}; compute the risk of every unit of the plan first.",
        got="no result",
        expected="one risk result a unit",
    )
