"""My work today, for each role: sections of lines, only those that hold something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lotrinh.office.accounts.policies import may
from lotrinh.office.dashboards.policies import may_register_report
from lotrinh.office.dashboards.queries import of_corrections, of_inspections
from lotrinh.office.dashboards.queries.going import going_inspections
from lotrinh.office.dashboards.queries.lines import Line, Section, section
from lotrinh.office.followup.queries import Wish, by_unit
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.pages.frame import address_of
from lotrinh.office.inspections.papers.letters import PLAN
from lotrinh.office.inspections.rows import OFFICE, READING, TEAM, UNIT, side_of
from lotrinh.office.planning.models import Plan, Visit
from lotrinh.office.platform.messages.queries import mail_state, unread_count
from lotrinh.office.platform.models import OfficialPaper

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

LATELY = timedelta(days=30)


def work_of(actor: Account, today: date) -> list[Section]:
    """Every section that holds something, in the order of the day; a constant number of queries."""
    side = side_of(actor)
    rows = going_inspections(actor) if side in (OFFICE, TEAM, UNIT) else []
    found: list[Section] = []
    if side == UNIT:
        found += _for_unit(actor, rows, today)
    if side == TEAM:
        found += _for_team(actor, rows, today)
    if may(actor, "conclude"):
        found += _for_leader(actor, rows, today)
    if may(actor, "open_inspections"):
        found += _for_office(actor, rows, today)
    if may(actor, "register_paper"):
        found.append(_papers(actor, today))
    if side == READING or (may(actor, "read_audit") and side == OFFICE):
        found.append(_lately(actor, today))
    if may(actor, "manage_accounts"):
        found.append(_mail(today))
    found.append(_messages(actor, today))
    return [one for one in found if one.count]


def _for_unit(actor: Account, rows: list[Inspection], today: date) -> list[Section]:
    lines, count = of_corrections.to_correct(actor)
    return [
        section(
            "visits", _("Visits to your unit"), "calendar-event", list(of_inspections.unit_lines(rows)), today
        ),
        section(
            "corrections", _("To be corrected"), "clipboard-list", lines, today, count=count,
            url=reverse("followup:corrections"),
        ),
    ]  # fmt: skip


def _for_team(actor: Account, rows: list[Inspection], today: date) -> list[Section]:
    lines, count = of_corrections.to_verify(actor, own=True)
    return [
        section(
            "visits",
            _("Visits today and this week"),
            "calendar-event",
            of_inspections.visits(rows, today),
            today,
            as_given=True,
        ),
        section(
            "team", _("To be written and signed"), "edit", list(of_inspections.team_lines(rows, today)), today
        ),
        _verify(lines, count, today),
    ]


def _verify(lines: list[Line], count: int, today: date) -> Section:
    url = reverse("followup:corrections") + "?wait=reported&view=rows"
    return section(
        "verify", _("Corrections to be verified"), "shield-check", lines, today, count=count, url=url
    )


def _extensions(actor: Account, today: date) -> Section:
    lines, count = of_corrections.extensions(actor)
    url = reverse("followup:corrections") + "?wait=asked&view=rows"
    return section(
        "extensions", _("Extensions to be decided"), "hourglass", lines, today, count=count, url=url
    )


def _for_leader(actor: Account, rows: list[Inspection], today: date) -> list[Section]:
    found = [
        section(
            "conclude", _("Conclusions to be issued"), "flag", list(of_inspections.leader_lines(rows)), today
        )
    ]
    if not may(actor, "open_inspections"):
        found += [_extensions(actor, today), _late_units(actor, today)]
    return found


def _for_office(actor: Account, rows: list[Inspection], today: date) -> list[Section]:
    lines, count = of_corrections.to_verify(actor, own=False)
    chain = list(of_inspections.office_lines(rows, today))
    return [
        _to_open(actor, today),
        section(
            "chain", _("Inspections that wait for the office"), "list", chain, today, url=_list_address()
        ),
        _verify(lines, count, today),
        _extensions(actor, today),
        section(
            "choose", _("Choose a unit: the one that answered is gone"), "building",
            of_corrections.without_unit(actor, today), today,
        ),
        _conflicts(rows, today),
        _late_units(actor, today),
    ]  # fmt: skip


def _list_address() -> str:
    return reverse("inspections:list")


def _to_open(actor: Account, today: date) -> Section:
    """Visits of a roadmap in force that have no inspection yet."""
    rows = Visit.objects.visible_to(actor).filter(roadmap__status="adopted", inspection=None)
    counted = rows.order_by().values("roadmap__plan").annotate(n=Count("pk"))
    numbers = {row["roadmap__plan"]: row["n"] for row in counted}
    plans = Plan.objects.filter(pk__in=numbers).defer("definition")
    lines = [
        Line(
            what=_("Open inspections from the roadmap: %(n)s") % {"n": number_format(numbers[plan.pk])},
            about=plan.number,
            url=reverse("inspections:opening", args=[plan.key]),
            why=_("Visits of the roadmap in force that have no inspection yet."),
        )
        for plan in plans
    ]
    return section("open", _("To be opened"), "route", lines, today)


def _conflicts(rows: list[Inspection], today: date) -> Section:
    lines = [
        of_inspections.line(
            row, _("Two people changed the same thing differently"), _("The team decides."), "record"
        )
        for row in rows
        if vars(row)["differing"]
    ]
    return section("conflicts", _("Conflicts of records"), "git-compare", lines, today)


def _late_units(actor: Account, today: date) -> Section:
    """Units with overdue corrections, the worst first."""
    units = [unit for unit in by_unit(actor, Wish(wait="overdue"), today) if unit.overdue]
    base = reverse("followup:corrections")
    lines = [
        Line(
            what=_("Overdue corrections: %(n)s") % {"n": unit.overdue},
            about=unit.name,
            url=f"{base}?view=rows&wait=overdue&unit={unit.code}",
            why=_("The oldest was assigned %(n)s days ago.") % {"n": unit.oldest},
        )
        for unit in units
    ]
    return section(
        "late",
        _("Overdue by unit"),
        "alert-triangle",
        lines,
        today,
        url=reverse("dashboards:overdue"),
        as_given=True,
    )


def _papers(actor: Account, today: date) -> Section:
    """Drafts that wait for a number and a signature."""
    rows = OfficialPaper.objects.filter(state=OfficialPaper.DRAFT, owner_type=OWNER).order_by("drafted_at")
    papers = list(rows.only("uid", "owner_id", "subject", "symbol", "drafted_at")[:40])
    owners = (
        Inspection.objects.for_actions().filter(pk__in=[p.owner_id for p in papers]).select_related("unit")
    )
    by_owner = {str(row.pk): row for row in owners}
    lines = [
        Line(
            what=_("Number and sign: %(symbol)s") % {"symbol": paper.symbol},
            about=by_owner[paper.owner_id].unit.name,
            url=address_of("inspections:papers", by_owner[paper.owner_id])
            or address_of("inspections:inspection", by_owner[paper.owner_id]),
            why=paper.subject[:140],
            since=paper.drafted_at.date(),
        )
        for paper in papers
        if paper.owner_id in by_owner
    ]
    lines += _reports() if may_register_report(actor) else []
    return section("papers", _("Papers to be numbered"), "file-text", lines, today)


def _reports() -> list[Line]:
    """Reports of plans among them."""
    rows = OfficialPaper.objects.filter(state=OfficialPaper.DRAFT, owner_type=PLAN).order_by("drafted_at")
    papers = list(rows.only("uid", "owner_id", "subject", "symbol", "drafted_at")[:40])
    plans = Plan.objects.filter(pk__in=[p.owner_id for p in papers]).defer("definition")
    by_owner = {str(plan.pk): plan for plan in plans}
    return [
        Line(
            what=_("Number and sign: %(symbol)s") % {"symbol": paper.symbol},
            about=by_owner[paper.owner_id].number,
            url=reverse("dashboards:synthesis_paper", args=[by_owner[paper.owner_id].key, paper.uid]),
            why=paper.subject[:140],
            since=paper.drafted_at.date(),
        )
        for paper in papers
        if paper.owner_id in by_owner
    ]


def _lately(actor: Account, today: date) -> Section:
    """Concluded in the last thirty days."""
    rows = (
        Inspection.objects.visible_to(actor)
        .filter(steps__verb="conclude", steps__at__date__gte=today - LATELY)
        .select_related("unit")
        .distinct()
        .order_by("-start_date")[:40]
    )
    lines = [
        Line(
            what=_("Concluded"),
            about=row.unit.name,
            url=reverse("inspections:inspection", args=[row.uid]),
            why=_("Visited on %(day)s.") % {"day": of_inspections.day(row)},
            since=row.end_date,
            synthetic=row.synthetic,
        )
        for row in rows
    ]
    return section("lately", _("Concluded lately"), "circle-check", lines, today)


def _mail(today: date) -> Section:
    """Mails of which nobody knows whether they arrived, and those that failed."""
    states = mail_state().states
    words = {
        "unsure": _("Mails of which it is not sure that they went out: %(n)s"),
        "failed": _("Mails that failed: %(n)s"),
    }
    why = _("Look, and send again where needed.")
    lines = [
        Line(what=text % {"n": states[key]}, about=_("Mail"), url=reverse("platform:mail"), why=why)
        for key, text in words.items()
        if states.get(key)
    ]
    return section("mail", _("Mail"), "alert-triangle", lines, today)


def _messages(actor: Account, today: date) -> Section:
    count = unread_count(actor)
    line = Line(
        what=_("Unread messages: %(n)s") % {"n": count},
        about="",
        url=reverse("platform:messages"),
        why=_("What the system has told you."),
    )
    return section("messages", _("Messages"), "bell", [line] if count else [], today)
