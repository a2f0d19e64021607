"""Reports of a plan: which there are, and the figures of corrections that the next one states."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.http import Http404

from lotrinh.office.dashboards.policies import may_draft_report, may_register_report
from lotrinh.office.dashboards.reports import Period
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.queries.corrections import overdue
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.papers.letters import PLAN
from lotrinh.office.inspections.papers.sheet import PaperLine, PaperSheet, sheet_of_paper, title_of
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform.models import OfficialPaper

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lotrinh.office.accounts.models import Account

TEMPLATE: Final = "synthesis"
Figures = tuple[dict[str, int], dict[int, str]]


def reports_of(plan: Plan) -> QuerySet[OfficialPaper]:
    """Every report of the plan, the newest first; whoever opens the page may read all of them."""
    rows = OfficialPaper.objects.filter(owner_type=PLAN, owner_id=str(plan.pk), template=TEMPLATE)
    return rows.select_related("docx", "pdf", "signed_file", "drafted_by", "registered_by")


def report_of(plan: Plan, uid: UUID) -> OfficialPaper:
    """One report of the plan, or 404."""
    found = reports_of(plan).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def report_lines(actor: Account, plan: Plan) -> list[PaperLine]:
    """The reports, with what this person may do."""
    return [line_of(actor, paper) for paper in reports_of(plan)]


def line_of(actor: Account, paper: OfficialPaper) -> PaperLine:
    """One report in a list."""
    return PaperLine(
        TEMPLATE, title_of(TEMPLATE), paper, bool(may_draft_report(actor)), bool(may_register_report(actor))
    )


def report_sheet(actor: Account, plan: Plan, paper: OfficialPaper) -> PaperSheet:
    """All of one report."""
    return sheet_of_paper(line_of(actor, paper), paper, plan)


def correction_figures(actor: Account, plan: Plan, period: Period, today: date) -> Figures:
    """Of what the conclusions of the period ordered: the counts, and 'verified/all' of each inspection.

    An order that was withdrawn is not counted. running: everything that is neither verified nor overdue;
    reported: those of the running ones that wait to be verified.
    """
    late = set(_corrections(actor, plan, period).filter(overdue(today)).values_list("pk", flat=True))
    rows = _corrections(actor, plan, period).values_list("pk", "inspection", "state")
    counted: Counter[str] = Counter()
    by_inspection: dict[int, list[bool]] = defaultdict(list)
    for pk, inspection, state in rows:
        done = state == "verified"
        counted["verified" if done else "overdue" if pk in late else "running"] += 1
        counted["reported"] += state == "reported"
        by_inspection[inspection].append(done)
    total = {k: counted[k] for k in ("verified", "running", "overdue")}
    total |= {"total": sum(total.values()), "reported": counted["reported"]}
    return total, {pk: f"{sum(done)}/{len(done)}" for pk, done in by_inspection.items()}


def _corrections(actor: Account, plan: Plan, period: Period) -> QuerySet[Correction]:
    rows = Correction.objects.visible_to(actor).filter(inspection__plan=plan)
    rows = rows.filter(inspection__start_date__gte=period.first) if period.first else rows
    rows = rows.filter(inspection__start_date__lte=period.last) if period.last else rows
    found: QuerySet[Correction] = rows.exclude(state="withdrawn").exclude(inspection__state="stopped")
    return found.order_by()


def reporting_plan() -> Plan | None:
    """The plan that a report is most likely wanted of: the newest with an inspection, else the newest."""
    with_some = Inspection.objects.for_actions().exclude(plan=None).order_by().values("plan")
    plans = Plan.objects.defer("definition")
    return plans.filter(pk__in=with_some).first() or plans.first()
