"""From inspections to lines of work, for each of the sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from lotrinh.office.dashboards.queries.going import has, limit_of, my_roles, waiting_since
from lotrinh.office.dashboards.queries.lines import Line
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.pages.frame import address_of

SET_UP_BEFORE = timedelta(days=21)
BEFORE = ("planned", "team_set", "announced", "self_reported", "prepared")
WRITERS = {"head", "deputy", "secretary"}


def line(inspection: Inspection, what: str, why: str, place: str = "inspection", limit: str = "") -> Line:
    """A line about one inspection; place: the page where it is done; limit: the key of its last day."""
    url = (
        address_of(f"inspections:{place}", inspection) if ":" not in place else address_of(place, inspection)
    )
    return Line(
        what=what,
        about=inspection.unit.name,
        url=url or address_of("inspections:inspection", inspection),
        why=why,
        since=waiting_since(inspection),
        due_on=limit_of(inspection, limit) if limit else None,
        hidden=inspection.form == Inspection.UNANNOUNCED,
        synthetic=inspection.synthetic,
    )


def day(inspection: Inspection) -> str:
    """The days of the visit."""
    first, last = inspection.start_date, inspection.end_date
    return f"{first:%d/%m}" if first == last else f"{first:%d/%m}–{last:%d/%m}"


def visits(rows: list[Inspection], today: date) -> list[Line]:
    """Visits of today and of this week that are not over."""
    sunday = today + timedelta(days=6 - today.weekday())
    found = []
    for row in rows:
        soon = row.state in (*BEFORE, "under_way") and row.start_date <= sunday and row.end_date >= today
        if soon:
            what = _("Visit today") if row.start_date <= today else _("Visit on %(day)s") % {"day": day(row)}
            why = _("The record is open.") if row.state == "under_way" else _("In this week's calendar.")
            found.append(replace(line(row, what, why, "record"), since=None))
    return found


def team_lines(rows: list[Inspection], today: date) -> Iterator[Line]:
    """What a member of a team has to do, by his seat."""
    for row in rows:
        roles = my_roles(row)
        writes = bool(roles & WRITERS)
        if not roles:
            continue
        if has(row, "differing"):
            yield line(
                row, _("Decide what two people changed differently"), _("The minutes wait for it."), "record"
            )
        if row.state in BEFORE[1:] and not has(row, "asked") and row.start_date <= today + SET_UP_BEFORE:
            why = _("The visit is on %(day)s and nothing is asked yet.") % {"day": day(row)}
            yield line(row, _("Prepare the questions"), why, "questions")
        if row.state == "under_way":
            yield line(row, _("Go on with the record"), _("The visit has begun."), "record")
        if row.state == "visited" and writes:
            yield line(row, _("Have the minutes signed"), _("The visit has ended."), "papers", "minutes")
        if row.state == "minuted" and writes:
            yield line(
                row, _("Hand in the team report"), _("The minutes are signed."), "papers", "team_report"
            )


def office_lines(rows: list[Inspection], today: date) -> Iterator[Line]:
    """What the reform office has to do."""
    for row in rows:
        when = _("The visit is on %(day)s.") % {"day": day(row)}
        if row.state == "planned" and row.start_date <= today + SET_UP_BEFORE:
            listed = row.start_date - SET_UP_BEFORE
            yield replace(line(row, _("Set up the team"), when, "team"), since=listed)
        if row.state == "team_set" and row.form != Inspection.UNANNOUNCED:
            yield line(row, _("Announce the visit"), when, "inspection", "notice")
        if row.state in BEFORE and row.end_date < today:
            late = line(row, _("The visit has not begun"), when + " " + _("Postpone it or ask the team."))
            yield replace(late, due_on=row.end_date)
        if row.state == "postponed":
            yield line(row, _("Give a new date"), row.hold_reason[:200] or _("It was postponed."))
        if row.state == "paused":
            yield line(row, _("Resume or stop"), row.hold_reason[:200] or _("It was paused."))
        if row.state == "reported":
            why = _("The team has reported.")
            yield line(row, _("Draft the conclusion"), why, "papers", "conclusion")
        if row.state == "concluded" and not has(row, "uncorrected"):
            why = _("Every corrective action is verified or withdrawn.")
            yield line(row, _("Close the inspection"), why, "followup:of_inspection")


def leader_lines(rows: list[Inspection]) -> Iterator[Line]:
    """Conclusions to be issued."""
    for row in rows:
        if row.state == "reported":
            why = _("The team has reported.")
            yield line(row, _("Issue the conclusion"), why, "followup:conclude", "conclusion")


def unit_lines(rows: list[Inspection]) -> Iterator[Line]:
    """What the inspected side has to do before a visit."""
    for row in rows:
        when = _("The visit is on %(day)s.") % {"day": day(row)}
        if row.state == "announced":
            yield line(row, _("Write and hand in the self-report"), when, "self_report", "self_report")
        elif row.state in ("self_reported", "prepared"):
            yield line(row, _("Be ready for the visit"), when)
        elif row.state == "under_way":
            yield line(row, _("The team is here"), when)
        elif row.state == "visited":
            yield line(row, _("Read and sign the minutes"), _("The visit has ended."))
