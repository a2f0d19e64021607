"""What may happen to a roadmap that is under way, and the problem after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.roadmap.problem import Member, Problem, Span, Team, Unit
from lotrinh.method.roadmap.wording import day_en, day_vi, team_en, team_vi
from lotrinh.method.trace import Reason

Kind = Literal["team_absent", "member_replaced", "postpone", "week_lost"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened.

    team_absent: ``team`` makes no visit from ``start`` to before ``end``. member_replaced: ``member``
    leaves ``team`` and ``newcomer`` (or nobody) takes his place. postpone: ``unit`` receives nobody from
    ``start`` to before ``end``. week_lost: nobody makes a visit from ``start`` to before ``end``.
    """

    kind: Kind
    team: str = ""
    unit: str = ""
    start: date | None = None
    end: date | None = None
    member: str = ""
    newcomer: Member | None = None
    reason: str = ""

    @classmethod
    def team_absent(cls, team: str, start: date, end: date, reason: str = "") -> Change:
        """A team is away from start to before end."""
        return cls("team_absent", team=team, start=start, end=end, reason=reason)

    @classmethod
    def member_replaced(
        cls, team: str, member: str, newcomer: Member | None = None, reason: str = ""
    ) -> Change:
        """A member leaves a team; a newcomer may take his place."""
        return cls("member_replaced", team=team, member=member, newcomer=newcomer, reason=reason)

    @classmethod
    def postpone(cls, unit: str, start: date, end: date, reason: str = "") -> Change:
        """A unit asks not to be visited from start to before end."""
        return cls("postpone", unit=unit, start=start, end=end, reason=reason)

    @classmethod
    def week_lost(cls, day: date, reason: str = "") -> Change:
        """The whole ISO week of a day is lost to all teams."""
        monday = day - timedelta(days=day.weekday())
        return cls("week_lost", start=monday, end=monday + timedelta(days=7), reason=reason)

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Change:
        """Read a change from plain data: kind, team, unit, start, end, member, newcomer, reason."""
        new = raw.get("newcomer")
        return cls(
            raw["kind"], raw.get("team", ""), raw.get("unit", ""),
            date.fromisoformat(raw["start"]) if raw.get("start") else None,
            date.fromisoformat(raw["end"]) if raw.get("end") else None,
            raw.get("member", ""),
            Member(new["name"], new["body"], tuple(new.get("fields", ()))) if new else None,
            raw.get("reason", ""),
        )  # fmt: skip


def changed_problem(problem: Problem, change: Change) -> Problem:
    """The problem after the change; Faults when it names what is not there."""
    _refuse(problem, change)
    if change.kind == "postpone":
        units = tuple(_closed(u, change) if u.code == change.unit else u for u in problem.units)
        return replace(problem, units=units)
    every = change.kind == "week_lost"
    teams = tuple(_after(t, change) if every or t.id == change.team else t for t in problem.teams)
    return replace(problem, teams=teams)


def _closed(unit: Unit, change: Change) -> Unit:
    return replace(unit, closed=(*unit.closed, _span(change)))


def _after(team: Team, change: Change) -> Team:
    if change.kind != "member_replaced":
        return replace(team, days_off=(*team.days_off, _span(change)))
    stays = tuple(m for m in team.members if m.name != change.member)
    return replace(team, members=stays if change.newcomer is None else (*stays, change.newcomer))


def _span(change: Change) -> Span:
    if change.start is None or change.end is None:
        raise Faults(
            Fault(
                "replan.no_days",
                "start, end",
                "Hãy nêu ngày đầu và ngày cuối.",
                "Give the first and last day.",
            )
        )
    return Span(change.start, change.end, change.reason)


def _refuse(problem: Problem, change: Change) -> None:
    faults = []
    teams = {t.id: t for t in problem.teams}
    if change.kind in ("team_absent", "member_replaced") and change.team not in teams:
        faults.append(_unknown("team", "đoàn", change.team, ", ".join(teams)))
    if change.kind == "postpone" and change.unit not in {u.code for u in problem.units}:
        faults.append(_unknown("unit", "đơn vị", change.unit, ""))
    if change.kind == "member_replaced" and change.team in teams:
        names = [m.name for m in teams[change.team].members]
        if change.member not in names:
            faults.append(_unknown("member", "thành viên", change.member, ", ".join(names)))
    if change.start is not None and change.end is not None and change.end <= change.start:
        faults.append(
            Fault(
                "replan.no_days",
                "end",
                "Ngày kết thúc phải sau ngày bắt đầu.",
                "The end must lie after the start.",
                str(change.end),
                f"> {change.start}",
            )
        )
    if faults:
        raise Faults(faults)


def _unknown(what: str, vi: str, got: str, expected: str) -> Fault:
    return Fault(
        f"replan.unknown_{what}",
        what,
        f"Không có {vi} “{got}”.",
        f"There is no {what} “{got}”.",
        got,
        expected,
    )


def cause(problem: Problem, change: Change) -> Reason:
    """What happened, as the reason of the moves that it forces."""
    why_vi, why_en = (f" ({change.reason})", f" ({change.reason})") if change.reason else ("", "")
    span_vi = span_en = ""
    if change.start is not None and change.end is not None:
        last = change.end - timedelta(days=1)
        span_vi = f" từ {day_vi(change.start)} đến {day_vi(last)}"
        span_en = f" from {day_en(change.start)} to {day_en(last)}"
    teams, units = {t.id: t for t in problem.teams}, {u.code: u.name for u in problem.units}
    if change.kind == "team_absent":
        team = teams[change.team]
        vi, en = f"{team_vi(team)} vắng{span_vi}", f"{team_en(team)} is away{span_en}"
    elif change.kind == "member_replaced":
        team = teams[change.team]
        vi, en = f"{change.member} rời {team_vi(team)}", f"{change.member} leaves {team_en(team)}"
    elif change.kind == "postpone":
        vi, en = (
            f"{units[change.unit]} xin hoãn{span_vi}",
            f"{units[change.unit]} asks not to be visited{span_en}",
        )
    else:
        vi, en = f"Không đoàn nào làm việc{span_vi}", f"No team works{span_en}"
    return Reason(f"replan.{change.kind}", f"{vi}{why_vi}.", f"{en}{why_en}.")
