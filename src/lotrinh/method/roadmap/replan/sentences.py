"""The moves of a replan in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lotrinh.method.roadmap.answer import Visit
from lotrinh.method.roadmap.constraints.record import Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.wording import half_en, half_vi, team_en, team_vi
from lotrinh.method.trace import Reason


@dataclass(frozen=True, slots=True)
class Move:
    """A visit that moved, or was dropped (after is None), with its sentence and its reason."""

    unit: str
    before: Visit
    after: Visit | None
    reason: Reason

    def as_dict(self) -> dict[str, Any]:
        """For --json and the API."""
        return {
            "unit": self.unit, "from": _spot(self.before),
            "to": None if self.after is None else _spot(self.after), "reason": self.reason.as_dict(),
        }  # fmt: skip


def _spot(visit: Visit) -> dict[str, Any]:
    return {"team": visit.team, "start": visit.start.as_dict(), "end": visit.end.as_dict()}


def told_move(problem: Problem, before: Visit, after: Visit | None, why: Reason | None) -> Move:
    """The sentence of one move; why is the change itself, or None when the visit makes way or follows
    another.
    """
    name = next(u.name for u in problem.units if u.code == before.unit)
    cause_vi = why.vi if why else "Nhường chỗ cho lượt khác, hoặc đi cùng lượt khác của cụm."
    cause_en = why.en if why else "It makes way for another visit, or follows another of its group."
    teams = {t.id: t for t in problem.teams}
    if after is None:
        code, vi, en = (
            "replan.dropped",
            f"{name}: không còn chỗ trong kỳ.",
            f"{name}: no place is left in the period.",
        )
    else:
        code = "replan.moved"
        vi = f"{name}: từ {half_vi(before.start)} sang {half_vi(after.start)}"
        en = f"{name}: from {half_en(before.start)} to {half_en(after.start)}"
        if before.team != after.team:
            vi += f", {team_vi(teams[before.team])} chuyển cho {team_vi(teams[after.team])}"
            en += f", {team_en(teams[before.team])} hands it to {team_en(teams[after.team])}"
        vi, en = f"{vi}.", f"{en}."
    return Move(
        before.unit,
        before,
        after,
        Reason(code, f"{vi} {cause_vi}", f"{en} {cause_en}", {"forced": bool(why)}),
    )


def breach(violation: Violation) -> Reason:
    """A rule that stays broken: by what is done, or because no place was left."""
    reason = violation.reason
    return Reason(
        "replan.breach", f"Còn vi phạm: {reason.vi}", f"Still broken: {reason.en}",
        {"rule": violation.rule, "code": reason.code, "units": list(violation.units)},
    )  # fmt: skip
