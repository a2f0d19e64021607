"""Corrective actions as a list and by unit, with their ages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from lotrinh.method.workflows import State
from lotrinh.office.followup.models import Correction, ExtensionRequest
from lotrinh.office.followup.rows import workflow
from lotrinh.office.followup.stepping import open_states, unit_acts_states
from lotrinh.office.planning.models import Plan
from lotrinh.office.registry.models import Unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

AGES = (30, 60, 90)
WAITS = ("open", "overdue", "week", "reported", "asked", "ended")
SORTS = {
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "-pk"),
    "unit": ("unit__sort_key", "due_on", "pk"),
    "-unit": ("-unit__sort_key", "due_on", "pk"),
    "age": ("-assigned_on", "pk"),
    "-age": ("assigned_on", "pk"),
}


def end_of_week(today: date) -> date:
    """The Sunday of this week."""
    return today + timedelta(days=6 - today.weekday())


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; empty parts ask for nothing. age: at least so many days since assigned.

    wait: open, overdue, week (due this week), reported (to be verified), asked (extension asked for) or ended
    (the unit no longer exists). inspection: uid of one inspection.
    """

    unit: str = ""
    state: str = ""
    wait: str = ""
    plan: str = ""
    age: int = 0
    inspection: str = ""
    sort: str = "due"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wish:
        """From the address; what makes no sense asks for nothing."""

        def one_of(name: str, known: Iterable[str], default: str = "") -> str:
            value = query.get(name, default)
            return value if value in known else default

        age = query.get("age", "")
        return cls(
            unit=query.get("unit", "").replace("\0", "")[:60],
            state=one_of("state", [s.key for s in workflow().states]),
            wait=one_of("wait", WAITS),
            plan=query.get("plan", "").replace("\0", "")[:80],
            age=int(age) if age in {str(a) for a in AGES} else 0,
            inspection=_uid(query.get("inspection", "")),
            sort=one_of("sort", SORTS, "due"),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.unit or self.state or self.wait or self.plan or self.age or self.inspection)


def _uid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""


def corrections(actor: Account, wish: Wish, today: date) -> QuerySet[Correction]:
    """The rows that fit, with all that a line shows."""
    rows = Correction.objects.visible_to(actor).filter(_matching(wish, today))
    asked = ExtensionRequest.objects.for_actions().filter(
        correction=OuterRef("pk"), state=ExtensionRequest.ASKED
    )
    found = rows.annotate(asked=Exists(asked))
    if wish.wait == "asked":
        found = found.filter(asked=True)
    found = found.select_related("unit", "item", "inspection__unit", "inspection__plan")
    ordered: QuerySet[Correction] = found.order_by(*SORTS[wish.sort])
    return ordered


def _matching(wish: Wish, today: date) -> Q:
    asked = Q()
    if wish.unit:
        asked &= Q(unit__code=wish.unit)
    if wish.state:
        asked &= Q(state=wish.state)
    if wish.plan:
        asked &= Q(inspection__plan__key=wish.plan)
    if wish.age:
        asked &= Q(assigned_on__lte=today - timedelta(days=wish.age))
    if wish.inspection:
        asked &= Q(inspection__uid=wish.inspection)
    return asked & _waiting(wish.wait, today)


def overdue(today: date) -> Q:
    """The unit has to act and its last day is over; what was reported in time waits for others."""
    return Q(state__in=unit_acts_states(), due_on__lt=today)


def due_this_week(today: date) -> Q:
    """Not over yet, and due until Sunday."""
    return Q(state__in=unit_acts_states(), due_on__gte=today, due_on__lte=end_of_week(today))


def _waiting(wait: str, today: date) -> Q:
    return {
        "open": Q(state__in=open_states()),
        "overdue": overdue(today),
        "week": due_this_week(today),
        "reported": Q(state="reported"),
        "ended": Q(state__in=open_states(), unit__valid_to__isnull=False, unit__valid_to__lte=today),
    }.get(wait, Q())


@dataclass(frozen=True, slots=True)
class Line:
    """A corrective action on a list. days_left: negative when overdue, None when the unit need not act."""

    row: Correction
    state: State
    days_left: int | None
    age: int
    late: bool
    asked: bool

    @property
    def overdue_days(self) -> int:
        """Days past the last day; 0 when it is not overdue."""
        return max(-self.days_left, 0) if self.days_left is not None else 0

    @property
    def extended(self) -> bool:
        """Whether the deadline was moved."""
        return self.row.due_on != self.row.first_due_on

    @property
    def unit_ended(self) -> bool:
        """Whether the unit that answers for it no longer exists."""
        return self.row.unit.valid_to is not None


def line_of(row: Correction, today: date) -> Line:
    """A row as it is shown today."""
    state = workflow().state(row.state)
    acts = row.state in unit_acts_states()
    ended = row.verified_on or (today if state.phase == "open" else row.done_on or today)
    return Line(
        row=row,
        state=state,
        days_left=(row.due_on - today).days if acts else None,
        age=(ended - row.assigned_on).days,
        late=row.done_on is not None and row.done_on > row.due_on,
        asked=bool(getattr(row, "asked", False)),
    )


def correction_lines(rows: Iterable[Correction], today: date) -> list[Line]:
    """Rows as they are shown today."""
    return [line_of(row, today) for row in rows]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit and what it has open. oldest: days since the oldest open one was assigned."""

    code: str
    name: str
    open: int
    overdue: int
    week: int
    reported: int
    oldest: int
    done: int
    ended: bool

    @property
    def share_done(self) -> float | None:
        """Verified of all that was ever ordered."""
        whole = self.open + self.done
        return self.done / whole if whole else None


def by_unit(actor: Account, wish: Wish, today: date) -> list[UnitLine]:
    """One line a unit, the most overdue first; one query."""
    rows = Correction.objects.visible_to(actor).filter(_matching(wish, today))
    is_open, done = Q(state__in=open_states()), Q(state="verified")
    counted = (
        rows.order_by()
        .values("unit__code", "unit__name", "unit__valid_to", "unit__sort_key")
        .annotate(
            n_open=Count("pk", filter=is_open),
            n_overdue=Count("pk", filter=overdue(today)),
            n_week=Count("pk", filter=due_this_week(today)),
            n_reported=Count("pk", filter=Q(state="reported")),
            n_done=Count("pk", filter=done),
            first=Min("assigned_on", filter=is_open),
        )
        .order_by("-n_overdue", "-n_open", "unit__sort_key")
    )
    return [_unit_line(row, today) for row in counted]


def _unit_line(row: Mapping[str, Any], today: date) -> UnitLine:
    return UnitLine(
        code=row["unit__code"],
        name=row["unit__name"],
        open=row["n_open"],
        overdue=row["n_overdue"],
        week=row["n_week"],
        reported=row["n_reported"],
        oldest=(today - row["first"]).days if row["first"] else 0,
        done=row["n_done"],
        ended=row["unit__valid_to"] is not None,
    )


def choices(actor: Account) -> dict[str, list[tuple[str, str]]]:
    """Units and plans that the list can be narrowed to; two queries."""
    rows = Correction.objects.visible_to(actor).order_by()
    units = Unit.objects.filter(pk__in=rows.values("unit")).order_by("sort_key")
    plans = Plan.objects.filter(pk__in=rows.values("inspection__plan"))
    return {
        "units": list(units.values_list("code", "name")),
        "plans": list(plans.values_list("key", "number")),
    }
