"""What the weekly meeting looks at: one page of figures and lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from lotrinh.method.workflows import State
from lotrinh.office.dashboards.queries.overdue import Late, overdue_of
from lotrinh.office.followup.models import Correction, ExtensionRequest
from lotrinh.office.followup.queries import UnitLine, Wish, by_unit, open_requests
from lotrinh.office.followup.queries.corrections import due_this_week, overdue
from lotrinh.office.followup.stepping import open_states
from lotrinh.office.inspections.models import Inspection, Step
from lotrinh.office.inspections.rows import workflow

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

UNITS, REQUESTS, VISITS, LIMITS = 8, 6, 14, 8
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit of the week."""

    row: Inspection
    state: State


@dataclass(frozen=True, slots=True)
class Meeting:
    """All of the page. Figures count what the reader may know of."""

    monday: date
    sunday: date
    planned: int
    done: int
    late: int
    held: int
    to_conclude: int
    concluded: int
    concluded_now: int
    open: int
    overdue: int
    week: int
    to_verify: int
    verified: int
    units: tuple[UnitLine, ...]
    limits: tuple[Late, ...]
    requests: tuple[ExtensionRequest, ...]
    now: tuple[VisitLine, ...]
    next: tuple[VisitLine, ...]

    @property
    def share_verified(self) -> float | None:
        """Verified of all that was ordered and not withdrawn."""
        whole = self.open + self.verified
        return self.verified / whole if whole else None


def meeting_of(actor: Account, today: date) -> Meeting:
    """The week of today; nine queries."""
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    known = Inspection.objects.visible_to(actor).exclude(origin=Inspection.ARCHIVE)
    units = [unit for unit in by_unit(actor, Wish(), today) if unit.overdue]
    now = _visits(known, monday)
    return Meeting(
        monday=monday,
        sunday=sunday,
        **_figures(known, today),
        concluded_now=_concluded_since(known, monday),
        **_correction_figures(actor, today),
        units=tuple(units[:UNITS]),
        limits=overdue_of(actor, today).limits[:LIMITS],
        requests=tuple(open_requests(actor)[:REQUESTS]),
        now=now,
        next=_visits(known, monday + A_WEEK),
    )


def _states(*phases: str) -> list[str]:
    return [s.key for s in workflow().states if s.phase in phases]


def _figures(known: QuerySet[Inspection], today: date) -> dict[str, int]:
    before, after = _states("before"), _states("after", "end")
    found: dict[str, int] = known.order_by().aggregate(
        planned=Count("pk"),
        done=Count(
            "pk", filter=Q(ended_at__isnull=False) | Q(state__in=[s for s in after if s != "stopped"])
        ),
        late=Count("pk", filter=Q(state__in=before, end_date__lt=today)),
        held=Count("pk", filter=Q(state__in=_states("held"))),
        to_conclude=Count("pk", filter=Q(state="reported")),
        concluded=Count("pk", filter=Q(state__in=["concluded", "closed"])),
    )
    return found


def _concluded_since(known: QuerySet[Inspection], monday: date) -> int:
    rows = Step.objects.filter(verb="conclude", at__date__gte=monday, inspection__in=known)
    return rows.count()


def _correction_figures(actor: Account, today: date) -> dict[str, int]:
    rows = Correction.objects.visible_to(actor).order_by()
    found: dict[str, int] = rows.aggregate(
        open=Count("pk", filter=Q(state__in=open_states())),
        overdue=Count("pk", filter=overdue(today)),
        week=Count("pk", filter=due_this_week(today)),
        to_verify=Count("pk", filter=Q(state="reported")),
        verified=Count("pk", filter=Q(state="verified")),
    )
    return found


def _visits(known: QuerySet[Inspection], monday: date) -> tuple[VisitLine, ...]:
    rows = known.filter(start_date__lt=monday + A_WEEK, end_date__gte=monday).exclude(
        state__in=("stopped", "postponed")
    )
    found = rows.select_related("unit").order_by("start_date", "start_part", "pk")[:VISITS]
    return tuple(VisitLine(row, workflow().state(row.state)) for row in found)
