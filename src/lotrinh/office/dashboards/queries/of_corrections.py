"""From corrective actions to lines of work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.office.dashboards.queries.lines import SHOWN, Line
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.queries import open_requests, to_choose
from lotrinh.office.followup.queries.corrections import overdue
from lotrinh.office.followup.stepping import unit_acts_states

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def next_words(state: str) -> str:
    """What the unit does next with a corrective action in a state."""
    return {
        "assigned": _("Hand in a correction plan"),
        "planned": _("Correct and report"),
        "in_progress": _("Finish and report with evidence"),
        "sent_back": _("Mend what was sent back"),
    }[state]


def task(correction: Correction) -> str:
    """The beginning of what is ordered."""
    words = " ".join(correction.item.task.split())
    return words[:140] + ("…" if len(words) > 140 else "")


def line(correction: Correction, what: str, *, due: bool = True, since: date | None = None) -> Line:
    """A line about one corrective action."""
    return Line(
        what=what,
        about=correction.unit.name,
        url=reverse("followup:correction", args=[correction.uid]),
        why=task(correction),
        since=since or correction.assigned_on,
        due_on=correction.due_on if due else None,
    )


def to_correct(actor: Account) -> tuple[list[Line], int]:
    """What a unit has to correct: the first by last day, and how many there are."""
    rows = Correction.objects.visible_to(actor).filter(state__in=unit_acts_states())
    first = rows.select_related("unit", "item").order_by("due_on", "pk")[:SHOWN]
    return [line(row, next_words(row.state)) for row in first], rows.count()


def to_verify(actor: Account, *, own: bool) -> tuple[list[Line], int]:
    """Reported done and not verified. own: only of inspections in whose team the actor sits or sat."""
    rows = Correction.objects.visible_to(actor).filter(state="reported")
    if own:
        rows = rows.filter(inspection__in=actor.inspection_seats.values("inspection"))
    first = rows.select_related("unit", "item").order_by("done_on", "pk")[:SHOWN]
    what = _("Look at the evidence, verify or send back")
    return [line(row, what, due=False, since=row.done_on) for row in first], rows.count()


def extensions(actor: Account) -> tuple[list[Line], int]:
    """Requests for a later day that wait."""
    rows = open_requests(actor)
    lines = []
    for asked in rows[:SHOWN]:
        days = {"until": f"{asked.asked_until:%d/%m/%Y}", "due": f"{asked.correction.due_on:%d/%m/%Y}"}
        what = _("Decide: until %(until)s instead of %(due)s") % days
        lines.append(line(asked.correction, what, since=timezone.localdate(asked.asked_at)))
    return lines, rows.count()


def without_unit(actor: Account, today: date) -> list[Line]:
    """The unit is gone and nobody carries it on alone: somebody has to say who answers."""
    rows = to_choose(actor, today)[: SHOWN * 4]
    return [line(row, _("Choose the unit that answers for it")) for row in rows]


def late_count(actor: Account, today: date) -> int:
    """How many corrective actions are overdue."""
    rows = Correction.objects.visible_to(actor).filter(Q(overdue(today)))
    return int(rows.count())
