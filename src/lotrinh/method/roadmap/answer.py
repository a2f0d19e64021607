"""The answer: a roadmap with its visits, objective, bound and reasons (contract version 1, roadmap.json)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lotrinh.method.roadmap.problem import HalfDay
from lotrinh.method.trace import Reason

ROADMAP_VERSION = 1


@dataclass(frozen=True, slots=True)
class Visit:
    """A team at a unit from start to end, both half days included."""

    unit: str
    team: str
    start: HalfDay
    end: HalfDay
    announced: bool = True
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A unit without a visit, with what kept it out and what would bring it in."""

    unit: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """The four aims in their own units, before weights (see lotrinh.method.roadmap.aims).

    risk: sum of risk x kind weight over visits. earliness: the same sum, each visit weighted by the share of
    the period still to come at its start. km: kilometres of all return trips. balance: half days between the
    most and the least loaded team.
    """

    risk: float = 0.0
    earliness: float = 0.0
    km: float = 0.0
    balance: float = 0.0


@dataclass(frozen=True, slots=True)
class Roadmap:
    """status: optimal | feasible | infeasible | unknown | manual.

    total = the weighted sum of the aims less the penalties of soft rules; bound: no roadmap of the whole
    problem has a larger total; gap = (bound - total) / |bound|. aims: per aim {"value", "bound"}.
    clashes: when infeasible, the rules that cannot hold together and the smallest change that would help.
    """

    plan: str
    seed: int
    objective: Objective
    total: float | None
    bound: float | None
    gap: float | None
    status: str
    visits: tuple[Visit, ...]
    left_out: tuple[LeftOut, ...] = ()
    seconds: float = 0.0
    aims: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    clashes: tuple[Reason, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """roadmap.json."""
        objective = self.objective
        return {
            "version": ROADMAP_VERSION,
            "plan": self.plan,
            "seed": self.seed,
            "objective": {
                "risk": objective.risk,
                "earliness": objective.earliness,
                "km": objective.km,
                "balance": objective.balance,
            },
            "total": self.total,
            "bound": self.bound,
            "gap": self.gap,
            "status": self.status,
            "aims": {k: dict(v) for k, v in self.aims.items()},
            "visits": [
                {
                    "unit": v.unit,
                    "team": v.team,
                    "start": v.start.as_dict(),
                    "end": v.end.as_dict(),
                    "announced": v.announced,
                    "reasons": [r.as_dict() for r in v.reasons],
                }
                for v in self.visits
            ],
            "left_out": [
                {"unit": u.unit, "reasons": [r.as_dict() for r in u.reasons]} for u in self.left_out
            ],
            "clashes": [r.as_dict() for r in self.clashes],
            "seconds": self.seconds,
            "meta": dict(self.meta),
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Roadmap:
        """Read roadmap.json; a roadmap made by hand needs only plan and visits."""
        return cls(
            plan=raw["plan"],
            seed=raw.get("seed", 0),
            objective=Objective(**raw.get("objective", {})),
            total=raw.get("total"),
            bound=raw.get("bound"),
            gap=raw.get("gap"),
            status=raw.get("status", "manual"),
            visits=tuple(
                Visit(
                    v["unit"],
                    v["team"],
                    HalfDay.from_dict(v["start"]),
                    HalfDay.from_dict(v["end"]),
                    v.get("announced", True),
                    tuple(Reason.from_dict(r) for r in v.get("reasons", ())),
                )
                for v in raw["visits"]
            ),
            left_out=tuple(
                LeftOut(u["unit"], tuple(Reason.from_dict(r) for r in u.get("reasons", ())))
                for u in raw.get("left_out", ())
            ),
            seconds=raw.get("seconds", 0.0),
            aims=raw.get("aims", {}),
            clashes=tuple(Reason.from_dict(r) for r in raw.get("clashes", ())),
            meta=raw.get("meta", {}),
        )
