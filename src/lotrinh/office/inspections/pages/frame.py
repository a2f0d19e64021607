"""What every page of one inspection shows round its own part: head, tabs, and where each verb is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.models import Inspection, SelfReport
from lotrinh.office.inspections.rows import OFFICE, UNIT, side_of, sits_in, workflow

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

TABS: Final = (
    ("overview", "inspections:inspection", _("Overview")),
    ("team", "inspections:team", _("Team")),
    ("self_report", "inspections:self_report", _("Self-report")),
    ("questions", "inspections:questions", _("Questions")),
    ("record", "inspections:record", _("Inspection on the spot")),
    ("findings", "inspections:findings_of", _("Findings")),
    ("papers", "inspections:papers", _("Papers")),
    ("corrections", "followup:of_inspection", _("Correction")),
)
TEAMS_OWN: Final = frozenset({"questions", "record"})
VERB_ADDRESS: Final = {
    "set_up_team": "inspections:team",
    "change_member": "inspections:team",
    "hand_in_self_report": "inspections:self_report",
    "prepare_questions": "inspections:questions",
    "begin_visit": "inspections:record",
    "end_visit": "inspections:record",
    "reopen_visit": "inspections:record",
    "sign_minutes": "inspections:papers",
    "submit_team_report": "inspections:papers",
    "return_team_report": "inspections:papers",
    "conclude": "inspections:papers",
    "close": "followup:of_inspection",
}
IN_A_FORM: Final = frozenset(
    {"announce_visit", "postpone", "reschedule", "pause", "resume", "stop", "return_self_report"}
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of an inspection."""

    key: str
    title: Any
    url: str


def frame(request: HttpRequest, uid: UUID, tab: str) -> dict[str, Any]:
    """The inspection (404 when this person may not know of it), its tabs, and who is looking."""
    actor = person(request)
    inspection = queries.inspection_of(actor, uid)
    return {
        "inspection": inspection,
        "state": workflow().state(inspection.state),
        "held": workflow().state(inspection.held_state) if inspection.held_state else None,
        "form_words": workflow().forms[inspection.form],
        "tab": tab,
        "tabs": tabs_of(actor, inspection),
        "is_unit": side_of(actor) == UNIT,
        "team_name": queries.team_name(inspection),
    }


def tabs_of(actor: Account, inspection: Inspection) -> list[Tab]:
    """The tabs whose page exists and this person may open."""
    side = side_of(actor)
    found = []
    for key, name, title in TABS:
        url = address_of(name, inspection)
        if not url or not resolve(url).func.page.policy(actor):  # type: ignore[attr-defined]
            continue
        if key in TEAMS_OWN and not (side == OFFICE or _sits(actor, inspection)):
            continue
        if (
            key == "self_report"
            and not SelfReport.objects.visible_to(actor).filter(inspection=inspection).exists()
        ):
            continue
        found.append(Tab(key, title, url))
    return found


def _sits(actor: Account, inspection: Inspection) -> bool:
    return Inspection.objects.for_actions().filter(sits_in(actor), pk=inspection.pk).exists()


def address_of(name: str, inspection: Inspection) -> str:
    """The address of a page of an inspection; '' while the component that owns it has none."""
    try:
        return reverse(name, args=[inspection.uid])
    except NoReverseMatch:
        return ""


def where_done(verb: str, inspection: Inspection) -> str:
    """The page on which a verb is done; '' when there is none yet."""
    if verb in IN_A_FORM:
        return reverse("inspections:step", args=[inspection.uid, verb])
    return address_of(VERB_ADDRESS.get(verb, ""), inspection) if verb in VERB_ADDRESS else ""
