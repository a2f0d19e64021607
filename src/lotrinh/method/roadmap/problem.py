"""The problem a roadmap answers: period, teams, units and rules, as an immutable description.

This is the contract with other programs (version 1): ``Problem.from_dict(json.load(f))`` reads problem.json
and ``as_dict`` writes it. Nothing here solves, judges or explains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lotrinh.method.dates import HalfDay as HalfDay
from lotrinh.method.dates import Part as Part

PROBLEM_VERSION = 1

Mode = Literal["hard", "soft", "off"]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from start to before end (half-open), with the reason; kind is 'closed' or 'inspection'."""

    start: date
    end: date
    reason: str = ""
    kind: str = "closed"

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a team; body is the code of the unit that sent him; fields are sector keys he knows."""

    name: str
    body: str
    fields: tuple[str, ...] = ()
    role: str = "member"


@dataclass(frozen=True, slots=True)
class Team:
    """home is (lat, lon) in degrees; days_off are whole days on which the team makes no visit."""

    id: str
    members: tuple[Member, ...]
    home: tuple[float, float] | None
    days_off: tuple[Span, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that may be inspected.

    risk: 0-100 as stated by lotrinh.method.risk (a float rounded to 4 places; the exact Decimal stays there).
    risk_range: low and high when unknown signals are at their best and worst.
    duration: half days on the spot. must / never: the reason, or None.
    top_risk: in the top share of its kind by risk (for rotation); open_findings: count, None = no data.
    last_inspected: the day, None = no data (which is not 'never').
    """

    code: str
    name: str
    kind: str
    risk: float
    duration: int
    parent: str | None = None
    fields: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    risk_range: tuple[float, float] | None = None
    closed: tuple[Span, ...] = ()
    must: str | None = None
    never: str | None = None
    last_inspected: date | None = None
    open_findings: int | None = None
    place_note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a solver and a verifier may know.

    half_days: the working half days of the period, sorted; days off by the calendar are absent.
    rules: {rule key: {"mode": "hard"|"soft"|"off", "penalty": float (soft), ...settings}}.
    aims: {"risk", "earliness", "km", "balance": weight; "kind_weight": {kind: weight}; "road_factor": float}.
    """

    plan: str
    start: date
    end: date
    half_days: tuple[HalfDay, ...]
    teams: tuple[Team, ...]
    units: tuple[Unit, ...]
    rules: Mapping[str, Mapping[str, Any]]
    aims: Mapping[str, Any]
    meta: Mapping[str, Any] = field(default_factory=dict)

    def rule(self, key: str) -> Mapping[str, Any]:
        """Settings of a rule; an absent rule is off."""
        return self.rules.get(key, {"mode": "off"})

    def as_dict(self) -> dict[str, Any]:
        """problem.json."""
        return {
            "version": PROBLEM_VERSION,
            "plan": self.plan,
            "period": {"start": self.start.isoformat(), "end": self.end.isoformat()},
            "half_days": [h.as_dict() for h in self.half_days],
            "teams": [_team_dict(t) for t in self.teams],
            "units": [_unit_dict(u) for u in self.units],
            "rules": {k: dict(v) for k, v in self.rules.items()},
            "aims": dict(self.aims),
            "meta": dict(self.meta),
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Problem:
        """Read problem.json; check it against the JSON Schema first (lotrinh.method.roadmap.contract)."""
        return cls(
            plan=raw["plan"],
            start=date.fromisoformat(raw["period"]["start"]),
            end=date.fromisoformat(raw["period"]["end"]),
            half_days=tuple(HalfDay.from_dict(h) for h in raw["half_days"]),
            teams=tuple(_team(t) for t in raw["teams"]),
            units=tuple(_unit(u) for u in raw["units"]),
            rules=raw["rules"],
            aims=raw["aims"],
            meta=raw.get("meta", {}),
        )


def _span(raw: Mapping[str, Any]) -> Span:
    return Span(
        date.fromisoformat(raw["start"]),
        date.fromisoformat(raw["end"]),
        raw.get("reason", ""),
        raw.get("kind", "closed"),
    )


def _span_dict(span: Span) -> dict[str, str]:
    out = {"start": span.start.isoformat(), "end": span.end.isoformat(), "kind": span.kind}
    if span.reason:
        out["reason"] = span.reason
    return out


def _team(raw: Mapping[str, Any]) -> Team:
    members = tuple(
        Member(m["name"], m["body"], tuple(m.get("fields", ())), m.get("role", "member"))
        for m in raw["members"]
    )
    home = raw.get("home")
    days_off = tuple(_span(s) for s in raw.get("days_off", ()))
    return Team(
        raw["id"], members, (home["lat"], home["lon"]) if home else None, days_off, raw.get("name", "")
    )


def _team_dict(team: Team) -> dict[str, Any]:
    return {
        "id": team.id,
        "name": team.name,
        "members": [
            {"name": m.name, "body": m.body, "fields": list(m.fields), "role": m.role} for m in team.members
        ],
        "home": {"lat": team.home[0], "lon": team.home[1]} if team.home else None,
        "days_off": [_span_dict(s) for s in team.days_off],
    }


def _unit(raw: Mapping[str, Any]) -> Unit:
    last = raw.get("last_inspected")
    bounds = raw.get("risk_range")
    return Unit(
        code=raw["code"],
        name=raw["name"],
        kind=raw["kind"],
        risk=raw["risk"],
        duration=raw["duration"],
        parent=raw.get("parent"),
        fields=tuple(raw.get("fields", ())),
        lat=raw.get("lat"),
        lon=raw.get("lon"),
        risk_range=(bounds[0], bounds[1]) if bounds else None,
        closed=tuple(_span(s) for s in raw.get("closed", ())),
        must=raw.get("must"),
        never=raw.get("never"),
        last_inspected=date.fromisoformat(last) if last else None,
        open_findings=raw.get("open_findings"),
        place_note=raw.get("place_note", ""),
    )


def _unit_dict(unit: Unit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "parent": unit.parent,
        "fields": list(unit.fields),
        "risk": unit.risk,
        "risk_range": list(unit.risk_range) if unit.risk_range else None,
        "lat": unit.lat,
        "lon": unit.lon,
        "duration": unit.duration,
        "closed": [_span_dict(s) for s in unit.closed],
        "must": unit.must,
        "never": unit.never,
        "last_inspected": unit.last_inspected.isoformat() if unit.last_inspected else None,
        "open_findings": unit.open_findings,
        "place_note": unit.place_note,
    }
