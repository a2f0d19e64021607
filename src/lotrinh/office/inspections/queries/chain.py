"""The chain of one inspection: where it stands, what was done when and by whom, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lotrinh.method.faults import Fault
from lotrinh.method.workflows import State, Verb
from lotrinh.office.inspections.limits import expected
from lotrinh.office.inspections.models import Deadline, Inspection, Step
from lotrinh.office.inspections.needs import OWNER, missing
from lotrinh.office.inspections.policies import groups_of, may_do
from lotrinh.office.inspections.rows import UNIT, side_of, workflow
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.policies import Decision

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

WALKED = ("before", "during", "after")
LAST = "closed"
NOTICED = ("announced", "self_reported")
ASKED_IN_FORM = frozenset({"reason", "new_date", "report_complete"})
OF_UNIT = frozenset(
    [
        "announce_visit", "hand_in_self_report", "return_self_report", "begin_visit", "end_visit",
        "sign_minutes", "conclude", "close", "postpone", "reschedule", "follow_roadmap", "pause", "resume",
        "stop", "change_member",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """One state of the chain. status: done, now or later; step: how it was reached; limit: by when."""

    state: State
    status: str
    step: Step | None = None
    paper: OfficialPaper | None = None
    limit: Deadline | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """A verb that is possible in this state. lacking: what it still needs, in plain words."""

    verb: Verb
    decision: Decision
    lacking: tuple[Fault, ...] = ()
    limit: Deadline | None = None

    @property
    def ready(self) -> bool:
        """Allowed, and nothing is lacking."""
        return self.decision.allowed and not self.lacking


@dataclass(frozen=True, slots=True)
class Due:
    """A limit as a person reads it. days_left: below zero when it is overdue, None when it is met."""

    title: object
    deadline: Deadline
    days_left: int | None
    late: bool

    @property
    def days_over(self) -> int:
        """How many days it is overdue; 0 when it is not."""
        return -self.days_left if self.days_left is not None and self.days_left < 0 else 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything about where an inspection stands, for one reader."""

    links: tuple[Link, ...]
    forward: NextStep | None
    others: tuple[NextStep, ...]
    dues: tuple[Due, ...]
    history: tuple[Step, ...]
    notice_by: date | None = None


def chain_of(actor: Account, inspection: Inspection, today: date) -> Chain:
    """A constant number of queries. The inspected side gets what concerns it, nothing of the preparation."""
    is_unit = side_of(actor) == UNIT
    steps = list(inspection.steps.select_related("by", "paper"))
    history = [s for s in steps if not is_unit or s.verb in OF_UNIT]
    deadlines = list(Deadline.objects.filter(inspection=inspection, current=True))
    papers = {} if is_unit else _papers(inspection)
    next_steps = _next_steps(actor, inspection, deadlines)
    forward = _forward(inspection, next_steps)
    return Chain(
        tuple(_links(inspection, history, deadlines, papers)),
        forward,
        tuple(n for n in next_steps if n is not forward and n.decision.allowed),
        tuple(_due(d, today) for d in deadlines),
        tuple(reversed(history)),
        _notice_by(inspection, deadlines, is_unit=is_unit),
    )


def walked_states(inspection: Inspection) -> list[State]:
    """The states of the chain for this form, in order; those of a notice only where one is given."""
    found = [s for s in workflow().states if s.phase in WALKED or s.key == LAST]
    if inspection.form == Inspection.UNANNOUNCED:
        return [s for s in found if s.key not in NOTICED]
    return found


def _links(
    inspection: Inspection, steps: list[Step], deadlines: list[Deadline], papers: dict[str, OfficialPaper]
) -> list[Link]:
    states = walked_states(inspection)
    keys = [s.key for s in states]
    here = inspection.state if inspection.state in keys else inspection.held_state
    place = keys.index(here) if here in keys else -1
    reached = {s.after: s for s in steps if s.after != s.before}
    due, leads = {d.key: d for d in deadlines}, {v.to: v for v in reversed(workflow().verbs)}
    links = []
    for number, state in enumerate(states):
        verb = leads.get(state.key)
        status = "done" if number < place else "now" if number == place else "later"
        step = reached.get(state.key) if status != "later" else None
        paper = papers.get(verb.paper) if verb and verb.paper else None
        links.append(Link(state, status, step, paper, due.get(verb.limit if verb else "")))
    return links


def _papers(inspection: Inspection) -> dict[str, OfficialPaper]:
    rows = OfficialPaper.objects.filter(
        owner_type=OWNER, owner_id=str(inspection.pk), state=OfficialPaper.SIGNED
    ).defer("context")
    return {paper.template: paper for paper in rows.order_by("pk")}


def _next_steps(actor: Account, inspection: Inspection, deadlines: list[Deadline]) -> list[NextStep]:
    groups, due = groups_of(actor, inspection), {d.key: d for d in deadlines}
    found = []
    for verb in workflow().verbs_from(inspection.state, inspection.form):
        if verb.quiet:
            continue
        decision = may_do(actor, inspection, verb.key, groups)
        needs = tuple(n for n in verb.needs if n not in ASKED_IN_FORM)
        seen = decision.allowed or side_of(actor) != UNIT
        lacking = tuple(missing(inspection, needs, {})) if needs and seen else ()
        found.append(NextStep(verb, decision, lacking, due.get(verb.limit)))
    return found


def _forward(inspection: Inspection, steps: list[NextStep]) -> NextStep | None:
    """The step that leads on by the shortest way."""
    keys = [s.key for s in walked_states(inspection)]
    here = keys.index(inspection.state) if inspection.state in keys else -1
    ahead = [n for n in steps if n.verb.to in keys and keys.index(n.verb.to) > here]
    if not ahead:
        return next((n for n in steps if n.verb.key in ("reschedule", "resume")), None)
    return min(ahead, key=lambda n: keys.index(n.verb.to))


def _due(deadline: Deadline, today: date) -> Due:
    met = deadline.met_on
    left = None if met else (deadline.due_on - today).days
    return Due(workflow().limit(deadline.key), deadline, left, (met or today) > deadline.due_on)


def _notice_by(inspection: Inspection, deadlines: list[Deadline], *, is_unit: bool) -> date | None:
    if (
        is_unit
        or inspection.state not in ("planned", "team_set")
        or any(d.key == "notice" for d in deadlines)
    ):
        return None
    found = expected(inspection).get("notice")
    return found.due_on if found else None
