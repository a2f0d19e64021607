"""The questions of an inspection: taken over, added, removed, and declared ready."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.add_question import KINDS, add_question
from lotrinh.office.inspections.actions.prepare_questions import prepare_questions
from lotrinh.office.inspections.actions.remove_question import remove_question, restore_question
from lotrinh.office.inspections.actions.take_questions import take_questions
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.policies import may_do, may_read_inspections
from lotrinh.office.inspections.rows import UNIT, side_of
from lotrinh.office.platform.pages.register import page

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@page("inspection-questions", policy=may_read_inspections, title=gettext_lazy("Questions"))
def questions(request: HttpRequest, uid: UUID) -> HttpResponse:
    """By content group, each with where it comes from; never for the inspected side."""
    context, actor = frame(request, uid, "questions"), person(request)
    if side_of(actor) == UNIT or "questions" not in {tab.key for tab in context["tabs"]}:
        raise Http404
    inspection = context["inspection"]
    if request.method == "POST":
        try:
            told = _do(actor, inspection, request.POST)
        except Faults as error:
            context.update(faults=error.faults, typed=request.POST)
        else:
            messages.success(request, told)
            return redirect("inspections:questions", uid=uid)
    context.update(
        sheet=queries.question_sheet(actor, inspection),
        may_prepare=may_do(actor, inspection, "prepare_questions").allowed,
        kinds=KINDS,
        contents=inspection.plan.definition.get("contents", ()) if inspection.plan else (),
        report_is_open=inspection.state == "announced",
    )
    return render(
        request, "inspections/questions.html", context, status=422 if context.get("faults") else 200
    )


def _do(actor: Account, inspection: Inspection, said: Mapping[str, Any]) -> str:
    at, key = timezone.now(), str(said.get("key", ""))[:120]
    match said.get("do"):
        case "take":
            taken = take_questions(actor, inspection, at=at)
            return _("New questions: %(n)s") % {"n": taken.total}
        case "remove":
            remove_question(actor, inspection, key, at=at)
            return _("Taken out; it can be put back.")
        case "restore":
            restore_question(actor, inspection, key, at=at)
            return _("Put back.")
        case "prepare":
            prepare_questions(actor, inspection, at=at)
            return _("The questions are ready for the visit.")
    number = str(said.get("content", ""))
    add_question(
        actor,
        inspection,
        str(said.get("text", "")),
        str(said.get("kind", "")),
        content=int(number) if number.isdecimal() and len(number) < 4 else None,
        required=bool(said.get("required")),
        at=at,
    )
    return _("The question is added.")
