"""The cheapest exchange that would bring a unit in: what goes out, where it would stand, what it would
cost.

An exchange takes out nothing, one visit (a district with the communes that hang on it), or two visits that
follow each other, and puts in the unit, with its district before it where it needs one. Candidates come
from ``Room``; the chosen one has passed the verifier.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from lotrinh.method.roadmap.answer import Roadmap, Visit
from lotrinh.method.roadmap.explain.room import Interval, Room, lowest
from lotrinh.method.roadmap.figures import road_km
from lotrinh.method.roadmap.problem import Problem, Team, Unit
from lotrinh.method.roadmap.timetable import Placed, is_on, share_of, years_before
from lotrinh.method.roadmap.verify import Verdict, verify

TRIES = 4
PARENT_STARTS = 6


@dataclass(frozen=True, slots=True)
class Slot:
    """A visit that could be."""

    unit: Unit
    team: Team
    first: int

    @property
    def last(self) -> int:
        """Position of its end."""
        return self.first + self.unit.duration - 1


@dataclass(frozen=True, slots=True)
class Exchange:
    """removed: codes. added: the unit's slot last. gain: change of the total. needed: the risk at which it
    is 0.

    ``more`` is the number of half days that the team would need beyond its most (0 for a real exchange).
    """

    removed: tuple[str, ...]
    added: tuple[Slot, ...]
    gain: float
    needed: float
    more: int = 0


class Market:
    """All exchanges of one roadmap."""

    def __init__(self, problem: Problem, roadmap: Roadmap, room: Room) -> None:
        self.problem, self.roadmap, self.room = problem, roadmap, room
        self._offers: dict[object, list[tuple[tuple[str, ...], tuple[Slot, ...]]]] = {}
        self._more: dict[object, list[tuple[int, tuple[Slot, ...]]]] = {}
        self._judged: dict[object, bool] = {}

    # what may go out

    @cached_property
    def fixed(self) -> frozenset[str]:
        """Units whose visit no exchange may touch: must, drawn, due."""
        rules, drawn = self.problem, self.problem.rule("unannounced").get("drawn", ())
        years = rules.rule("rotation").get("due_after_years") if is_on(rules, "rotation") else None
        edge = years_before(rules.end, int(years)) if years is not None else None
        held = {u.code for u in rules.units if u.must is not None and is_on(rules, "lists")}
        held |= set(drawn) if is_on(rules, "unannounced") else set()
        if edge is not None:
            held |= {u.code for u in rules.units if u.last_inspected is not None and u.last_inspected < edge}
        return frozenset(held)

    @cached_property
    def departures(self) -> list[tuple[str, ...]]:
        """Nothing; each visit with what hangs on it; each two that follow each other in a team."""
        singles = {p.unit.code: self._with_children(p) for p in self.room.placed}
        free = {code: group for code, group in singles.items() if not self.fixed.intersection(group)}
        pairs = []
        for visits in self.room.teams.values():
            for one, other in pairwise(visits):
                if one.unit.code in free and other.unit.code in free:
                    pairs.append(tuple(dict.fromkeys((*free[one.unit.code], *free[other.unit.code]))))
        return list(dict.fromkeys([(), *free.values(), *pairs]))

    def _with_children(self, placed: Placed) -> tuple[str, ...]:
        if not self.by_parent:
            return (placed.unit.code,)
        below = [p.unit.code for p in self.room.placed if self.hangs(p) and p.unit.parent == placed.unit.code]
        return (placed.unit.code, *below)

    @cached_property
    def by_parent(self) -> bool:
        """Whether communes hang on their district."""
        rule = self.problem.rule("grouping")
        return is_on(self.problem, "grouping") and rule.get("by", "parent") == "parent"

    def grouped(self, unit: Unit) -> bool:
        """Whether the rule of grouping speaks of the unit's kind."""
        return unit.kind in self.problem.rule("grouping").get("kinds", ("commune",))

    def hangs(self, placed: Placed) -> bool:
        return placed.visit.announced and self.grouped(placed.unit)

    # what may come in

    def comers(self, unit: Unit) -> tuple[Unit, ...]:
        """The unit, with its district before it when it needs one that is not visited."""
        if (
            not self.by_parent
            or not self.grouped(unit)
            or unit.parent is None
            or unit.parent in self.room.visits
        ):
            return (unit,)
        parent = self.room.table.units.get(unit.parent)
        return (unit,) if parent is None else (parent, unit)

    def cheapest(self, unit: Unit) -> Exchange | None:
        """The verified exchange for which the unit would need the least risk."""
        offers = [self._priced(unit, removed, added) for removed, added in self._list(unit)]
        for offer in sorted(offers, key=lambda o: (o.needed, o.removed, o.added[-1].team.id))[:TRIES]:
            if self._holds(offer, self._key(unit)):
                return offer
        return None

    def with_more_time(self, unit: Unit) -> Exchange | None:
        """What a few more half days for one team would do, with nothing taken out; verified."""
        if self.room.pace.get("max_half_days") is None:
            return None
        key = self._key(unit)
        if key not in self._more:
            self._more[key] = sorted(self._stretched(self.comers(unit)), key=lambda m: (m[0], m[1][-1].first))
        for more, slots in self._more[key][:TRIES]:
            offer = replace(self._priced(unit, (), self._own(unit, slots)), more=more)
            if self._holds(offer, key):
                return offer
        return None

    def _key(self, unit: Unit) -> object:
        """Units with the same key have the same exchanges but for risk and kilometres."""
        comers = self.comers(unit)
        focus = set(self.problem.rule("coverage").get("focus_fields") or ())
        cell = self.problem.meta.get("cells", {}).get(unit.code)
        teams = tuple(tuple(t.id for t in self.room.teams_for(u)) for u in comers)
        opening = tuple(
            (u.kind, u.duration, self.room.open_at(u), tuple(focus & set(u.fields))) for u in comers
        )
        return opening, teams, unit.parent if self.by_parent else cell

    def _list(self, unit: Unit) -> list[tuple[tuple[str, ...], tuple[Slot, ...]]]:
        key = self._key(unit)
        if key not in self._offers:
            comers = self.comers(unit)
            self._offers[key] = [
                (removed, slots)
                for removed in self.departures
                if unit.parent not in removed and self._covers(removed, comers)
                for slots in self._placings(comers, removed)
            ]
        return [(removed, self._own(unit, slots)) for removed, slots in self._offers[key]]

    def _own(self, unit: Unit, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        return (*slots[:-1], replace(slots[-1], unit=unit))

    def _placings(self, comers: tuple[Unit, ...], removed: tuple[str, ...]) -> Iterator[tuple[Slot, ...]]:
        gone = frozenset(removed)
        touched = {self.room.visits[code].team.id for code in removed}
        for team in self._teams(comers, gone):
            if removed and team.id not in touched:
                continue
            taken = self.room.intervals(team.id, gone)
            if sum(u.duration for u in comers) <= self.room.spare(taken):
                yield from self._place(comers, team, taken, gone)

    def _stretched(self, comers: tuple[Unit, ...]) -> Iterator[tuple[int, tuple[Slot, ...]]]:
        if not self._covers((), comers):
            return
        for team in self._teams(comers, frozenset()):
            taken = self.room.intervals(team.id)
            lacking = sum(u.duration for u in comers) - self.room.spare(taken)
            if lacking > 0:
                for slots in self._place(comers, team, taken, frozenset()):
                    yield lacking, slots

    def _teams(self, comers: tuple[Unit, ...], gone: frozenset[str]) -> list[Team]:
        """Teams that may visit all of them, and that the district or the neighbourhood is bound to."""
        teams = [t for t in self.room.teams_for(comers[-1]) if t in self.room.teams_for(comers[0])]
        unit = comers[-1]
        bound = {p.team.id for p in self.mates(unit, gone)}
        if self.by_parent and self.grouped(unit) and unit.parent in self.room.visits:
            bound = {self.room.visits[unit.parent or ""].team.id}
        return [t for t in teams if not bound or bound == {t.id}]

    def mates(self, unit: Unit, gone: frozenset[str]) -> list[Placed]:
        """Announced visits in the unit's neighbourhood."""
        if self.by_parent or not is_on(self.problem, "grouping") or not self.grouped(unit):
            return []
        cells = self.problem.meta.get("cells", {})
        cell = cells.get(unit.code)
        if cell is None:
            return []
        inside = [p for p in self.room.placed if cells.get(p.unit.code) == cell and self.hangs(p)]
        return [p for p in inside if p.unit.code not in gone]

    def _place(
        self, comers: tuple[Unit, ...], team: Team, taken: list[Interval], gone: frozenset[str]
    ) -> Iterator[tuple[Slot, ...]]:
        """The unit at its earliest; a new district at the earliest that leaves room for its commune."""
        unit = comers[-1]
        if len(comers) == 1:
            starts = self._starts(unit, team, taken) & self.bound_starts(unit, gone)
            if starts:
                yield (Slot(unit, team, lowest(starts)),)
            return
        parents = self._starts(comers[0], team, taken)
        for _ in range(PARENT_STARTS):
            if not parents:
                return
            parent = Slot(comers[0], team, lowest(parents))
            rest = self._starts(unit, team, [*taken, (parent.first, parent.last)]) & self.room.after(
                parent.last
            )
            if rest:
                yield parent, Slot(unit, team, lowest(rest))
                return
            parents &= parents - 1

    def _starts(self, unit: Unit, team: Team, taken: list[Interval]) -> int:
        open_at = self.room.base(team, unit.duration) & self.room.open_at(unit)
        return open_at & self.room.between(taken, unit.duration)

    def bound_starts(self, unit: Unit, gone: frozenset[str]) -> int:
        everything = (1 << self.room.size) - 1
        if not is_on(self.problem, "grouping") or not self.grouped(unit):
            return everything
        if self.by_parent:
            parent = self.room.visits.get(unit.parent or "")
            return everything if unit.parent is None else (self.room.after(parent.last) if parent else 0)
        return self.room.beside(self.mates(unit, gone), unit.duration)

    # what the plan still needs

    def _covers(self, removed: tuple[str, ...], comers: tuple[Unit, ...]) -> bool:
        """Whether coverage holds after the exchange."""
        if not is_on(self.problem, "coverage"):
            return True
        rule = self.problem.rule("coverage")
        out = [self.room.visits[code].unit for code in removed]
        kinds = self._kinds + Counter(u.kind for u in comers)
        kinds.subtract(u.kind for u in out)
        fields = self._fields + Counter(f for u in comers for f in set(u.fields))
        fields.subtract(f for u in out for f in set(u.fields))
        least, most = self._limits("minimum"), self._limits("maximum")
        focus = rule.get("focus_fields") or ()
        return (
            all(kinds[k] >= min(v, self._kinds[k]) for k, v in least.items())
            and all(kinds[k] <= v for k, v in most.items())
            and all(fields[f] >= min(int(rule.get("per_focus", 1)), self._fields[f]) for f in focus)
        )

    @cached_property
    def _kinds(self) -> Counter[str]:
        return Counter(p.unit.kind for p in self.room.placed)

    @cached_property
    def _fields(self) -> Counter[str]:
        return Counter(f for p in self.room.placed for f in set(p.unit.fields))

    def _limits(self, which: str) -> dict[str, int]:
        there = Counter(u.kind for u in self.problem.units)
        bounds = self.problem.rule("coverage").get(which) or {}
        return {
            k: int(b["count"]) if "count" in b else share_of(b["share"], there[k]) for k, b in bounds.items()
        }

    # what it costs

    def _priced(self, unit: Unit, removed: tuple[str, ...], added: tuple[Slot, ...]) -> Exchange:
        """gain at the unit's present risk, and the risk at which the gain is zero."""
        own = added[-1]
        rate = self.rate(unit.kind, own.first)
        fixed = sum(self.value(s.unit, s.team, s.first) for s in added) - rate * unit.risk
        fixed -= sum(self.value(p.unit, p.team, p.first) for p in (self.room.visits[c] for c in removed))
        fixed -= self._balance(removed, added)
        return Exchange(removed, added, fixed + rate * unit.risk, -fixed / rate if rate else float("inf"))

    def rate(self, kind: str, first: int) -> float:
        """Points of the total that one point of risk brings at a start."""
        aims = self.problem.aims
        early = aims.get("earliness", 0.0) * (1 - first / self.room.size)
        return float(aims.get("kind_weight", {}).get(kind, 1.0) * (aims.get("risk", 0.0) + early))

    def value(self, unit: Unit, team: Team, first: int) -> float:
        """Points of the total that a visit brings, without balance."""
        one_way = road_km(self.room.table, team, unit)
        days = len({h.date for h in self.problem.half_days[first : first + unit.duration]})
        km = 0.0 if one_way is None else 2 * one_way * days
        return self.rate(unit.kind, first) * unit.risk - float(self.problem.aims.get("km", 0.0)) * km

    def _balance(self, removed: tuple[str, ...], added: tuple[Slot, ...]) -> float:
        before = {t.id: sum(b - a + 1 for a, b in self.room.intervals(t.id)) for t in self.problem.teams}
        after = dict(before)
        for code in removed:
            placed = self.room.visits[code]
            after[placed.team.id] -= placed.last - placed.first + 1
        for slot in added:
            after[slot.team.id] += slot.unit.duration
        spread = max(after.values()) - min(after.values()) - max(before.values()) + min(before.values())
        return float(self.problem.aims.get("balance", 0.0)) * spread

    # the judge's word

    def _holds(self, offer: Exchange, key: object) -> bool:
        """Whether the verifier accepts the exchanged roadmap; asked once for units that are alike."""
        mark = (key, offer.removed, tuple((s.team.id, s.first) for s in offer.added), offer.more)
        if mark not in self._judged:
            self._judged[mark] = self.accepted(offer)
        return self._judged[mark]

    def accepted(self, offer: Exchange) -> bool:
        """Put the exchanged roadmap before the verifier; a roadmap that was broken before must not get
        worse.
        """
        after = verify(self.relaxed(offer.more), self.exchanged(offer), only_hard=True)
        return after.ok or all(amount <= self._faults[key] for key, amount in _tally(after).items())

    @cached_property
    def _faults(self) -> Counter[tuple[str, tuple[str, ...]]]:
        return _tally(verify(self.problem, replace(self.roadmap, left_out=()), only_hard=True))

    def relaxed(self, more: int) -> Problem:
        """The problem with so many more half days a team."""
        if not more:
            return self.problem
        pace = dict(self.problem.rule("pace"))
        pace["max_half_days"] = int(pace["max_half_days"]) + more
        return replace(self.problem, rules={**self.problem.rules, "pace": pace})

    def exchanged(self, offer: Exchange) -> Roadmap:
        """The roadmap after the exchange, stating no figures."""
        days = self.problem.half_days
        kept = [v for v in self.roadmap.visits if v.unit not in offer.removed]
        new = [Visit(s.unit.code, s.team.id, days[s.first], days[s.last]) for s in offer.added]
        return replace(
            self.roadmap, visits=(*kept, *new), left_out=(), total=None, bound=None, gap=None, status="manual"
        )


def _tally(verdict: Verdict) -> Counter[tuple[str, tuple[str, ...]]]:
    """How much of each breach, by its code and units."""
    tally: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for violation in verdict.violations:
        tally[violation.reason.code, violation.units] += math.ceil(violation.amount)
    return tally
