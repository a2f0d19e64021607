"""Everything overdue: limits of inspections and corrective actions; who has to act, and for how many days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lotrinh.method.workflows import Limit
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.queries import Wish, corrections
from lotrinh.office.inspections.models import Deadline, Inspection, Seat
from lotrinh.office.inspections.rows import UNIT, side_of, workflow

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

UNITS_OWN = ("self_report", "correction_plan")
EACH_HAS_ITS_OWN = ("correction",)
MOST = 500


@dataclass(frozen=True, slots=True)
class Late:
    """One thing that is overdue."""

    what: str
    unit: str
    who: str
    due_on: date
    days: int
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Overdue:
    """Limits and corrective actions, the longest overdue first. count: how many corrections there are."""

    limits: tuple[Late, ...]
    corrections: tuple[Late, ...]
    count: int

    @property
    def nothing(self) -> bool:
        """Whether everything is in time."""
        return not self.limits and not self.corrections

    @property
    def longest(self) -> int:
        """Days of what is overdue the longest."""
        return max((late.days for late in (*self.limits, *self.corrections)), default=0)


def overdue_of(actor: Account, today: date) -> Overdue:
    """What this person may know of; five queries."""
    rows = corrections(actor, Wish(wait="overdue"), today)
    return Overdue(
        tuple(_limit(row, today) for row in _limits(actor, today)),
        tuple(_correction(row, today) for row in rows[:MOST]),
        rows.count(),
    )


def _limits(actor: Account, today: date) -> list[Deadline]:
    going = [
        s.key for s in workflow().states if s.phase in ("before", "during", "after") and s.key != "closed"
    ]
    known = Inspection.objects.visible_to(actor).filter(state__in=going)
    rows = Deadline.objects.filter(
        current=True, met_on=None, due_on__lt=today, inspection__in=known.order_by()
    ).exclude(key__in=EACH_HAS_ITS_OWN)
    if side_of(actor) == UNIT:
        rows = rows.filter(key__in=UNITS_OWN)
    heads = Seat.objects.filter(role="head", ended_at=None)
    return list(
        rows.select_related("inspection__unit").prefetch_related(
            Prefetch("inspection__seats", heads, to_attr="heads")
        )
    )


def _limit(row: Deadline, today: date) -> Late:
    limit: Limit = workflow().limit(row.key)
    return Late(
        what=limit.sentence("en" if get_language() == "en" else "vi"),
        unit=row.inspection.unit.name,
        who=_who(row),
        due_on=row.due_on,
        days=(today - row.due_on).days,
        url=reverse("inspections:inspection", args=[row.inspection.uid]),
    )


def _who(row: Deadline) -> str:
    if row.key in UNITS_OWN:
        return row.inspection.unit.name
    if row.key == "conclusion":
        return _("Leader")
    if row.key == "notice":
        return _("Reform office")
    heads = vars(row.inspection)["heads"]
    return _("Head of the team: %(name)s") % {"name": heads[0].name} if heads else _("The team")


def _correction(row: Correction, today: date) -> Late:
    words = " ".join(row.item.task.split())
    return Late(
        what=words[:160] + ("…" if len(words) > 160 else ""),
        unit=row.unit.name,
        who=row.unit.name,
        due_on=row.due_on,
        days=(today - row.due_on).days,
        url=reverse("followup:correction", args=[row.uid]),
    )
