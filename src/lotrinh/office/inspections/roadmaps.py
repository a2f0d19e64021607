"""What the adopted roadmap says against the inspections that are open: to open, to move, to leave alone."""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.planning import states
from lotrinh.office.planning.models import Plan, Roadmap, Visit

NOT_BEGUN = frozenset(s.key for s in workflow().states if s.phase == "before")
POSTPONED, STOPPED, CLOSED = "postponed", "stopped", "closed"


@dataclass(frozen=True, slots=True)
class Move:
    """An inspection that gets another visit. moved: its days or team change; team_differs: its people stay,
    and a decision must change them.
    """

    inspection: Inspection
    visit: Visit
    moved: bool
    team_changes: bool
    team_differs: bool

    @property
    def returns(self) -> bool:
        """It was postponed and gets its new date."""
        return self.inspection.state == POSTPONED


@dataclass(frozen=True, slots=True)
class Comparison:
    """The adopted roadmap against the open inspections of its plan.

    to_open: visits without an inspection. moves: inspections that get a new visit. left: inspections whose
    unit the roadmap no longer has. stopped: those that were stopped before. begun: those that have begun and
    are not touched.
    """

    roadmap: Roadmap | None
    to_open: tuple[Visit, ...] = ()
    moves: tuple[Move, ...] = ()
    left: tuple[Inspection, ...] = ()
    stopped: tuple[Inspection, ...] = ()
    begun: tuple[Inspection, ...] = ()
    opened: int = 0

    @property
    def moved(self) -> tuple[Move, ...]:
        """The moves that change something a person would notice."""
        return tuple(m for m in self.moves if m.moved or m.returns)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to do."""
        return not self.to_open and not self.moves


def adopted_roadmap(plan: Plan) -> Roadmap | None:
    """The roadmap in force, for actions that have checked the permission."""
    rows = Roadmap.objects.for_actions().filter(plan=plan, status=states.ADOPTED)
    return rows.defer("answer").first()


def compare(plan: Plan) -> Comparison:
    """Where things stand; three queries. For actions and queries that have checked the permission."""
    roadmap = adopted_roadmap(plan)
    if roadmap is None:
        return Comparison(None)
    visits = list(Visit.objects.for_actions().filter(roadmap=roadmap).select_related("unit"))
    rows = Inspection.objects.for_actions().filter(plan=plan, origin=Inspection.ROADMAP)
    inspections = list(rows.select_related("unit", "plan").order_by("start_date", "pk"))
    return _compared(roadmap, visits, inspections)


def _compared(roadmap: Roadmap, visits: list[Visit], inspections: list[Inspection]) -> Comparison:
    by_unit = {visit.unit_id: visit for visit in visits}
    known, visit_ids = {i.unit_id for i in inspections}, {v.pk for v in visits}
    moves, left, stopped, begun = [], [], [], []
    for inspection in inspections:
        visit = by_unit.get(inspection.unit_id)
        if inspection.state == STOPPED:
            stopped += [inspection] if visit is not None else []
        elif inspection.state in NOT_BEGUN or _was_not_begun(inspection):
            if visit is None:
                left.append(inspection)
            elif inspection.visit_id != visit.pk:
                moves.append(_move(inspection, visit))
        elif inspection.state != CLOSED and inspection.visit_id not in visit_ids:
            begun.append(inspection)
    to_open = tuple(v for v in by_unit.values() if v.unit_id not in known)
    return Comparison(
        roadmap, to_open, tuple(moves), tuple(left), tuple(stopped), tuple(begun), len(inspections)
    )


def _was_not_begun(inspection: Inspection) -> bool:
    return inspection.state == POSTPONED and inspection.held_state in NOT_BEGUN


def _move(inspection: Inspection, visit: Visit) -> Move:
    now = (inspection.start_date, inspection.start_part, inspection.end_date, inspection.end_part)
    then = (visit.start_date, visit.start_part, visit.end_date, visit.end_part)
    other_team = inspection.team_id != visit.team_id
    planned = inspection.state == "planned"
    return Move(
        inspection, visit, now != then or other_team, other_team and planned, other_team and not planned
    )
