"""Moving a visit on the wall chart: the verifier answers at once, in JSON for the chart, as a page
for the form.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.roadmap.problem import HalfDay
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.actions.move_visit import Trial, check_move, move_visit, undo_move
from lotrinh.office.platform.pages.register import page

BAD_PLACE = Fault(
    "planning.bad_place",
    "date",
    "Ngày hoặc buổi không đọc được; hãy chọn lại.",
    "The date or the half day cannot be read; choose again.",
    expected="YYYY-MM-DD, am | pm",
)


def _slot(request: HttpRequest) -> tuple[str, HalfDay]:
    part = request.POST.get("part", "")
    try:
        day = date.fromisoformat(request.POST.get("date", ""))
    except ValueError:
        raise Faults(BAD_PLACE) from None
    if part not in ("am", "pm"):
        raise Faults(BAD_PLACE)
    return request.POST.get("team", ""), HalfDay(day, part)  # type: ignore[arg-type]


def answer(trial: Trial) -> dict[str, Any]:
    """The verifier's word for the chart."""
    language = get_language() or "vi"
    said = list(dict.fromkeys(r.sentence(language) for r in trial.reasons))
    return {"allowed": trial.allowed, "sentences": said[:5], "gain": trial.gain}


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


@page("check-move", policy=verb_policy("move_visit"), title=gettext_lazy("Check a move"))
@require_POST
def check(request: HttpRequest, pk: int, visit_pk: int) -> JsonResponse:
    """Only asked, nothing written."""
    roadmap = queries.roadmap_of(person(request), pk)
    visit = queries.visit_of(person(request), roadmap, visit_pk)
    try:
        team, slot = _slot(request)
    except Faults as faults:
        language = get_language() or "vi"
        said = [f.sentence(language) for f in faults.faults]
        return JsonResponse({"allowed": False, "sentences": said, "gain": None}, status=400)
    return JsonResponse(answer(check_move(person(request), roadmap, visit, team, slot)))


@page("move", policy=verb_policy("move_visit"), title=gettext_lazy("Move a visit"))
@require_POST
def move(request: HttpRequest, pk: int, visit_pk: int) -> HttpResponse:
    """Moved when allowed; otherwise the sentence says which rule breaks."""
    roadmap = queries.roadmap_of(person(request), pk)
    visit = queries.visit_of(person(request), roadmap, visit_pk)
    try:
        team, slot = _slot(request)
        said = answer(move_visit(person(request), roadmap, visit, team, slot, at=timezone.now()))
    except Faults as faults:
        language = get_language() or "vi"
        said = {"allowed": False, "sentences": [f.sentence(language) for f in faults.faults], "gain": None}
    if _wants_json(request):
        return JsonResponse(said)
    _tell(request, said)
    return redirect("planning:roadmap", pk=pk)


def _tell(request: HttpRequest, said: dict[str, Any]) -> None:
    if said["allowed"]:
        messages.success(request, _("The visit was moved; every rule still holds."))
    else:
        messages.error(request, _("Not moved.") + " " + " ".join(said["sentences"]))


@page("undo-move", policy=verb_policy("move_visit"), title=gettext_lazy("Undo the last move"))
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the last moved visit back."""
    roadmap = queries.roadmap_of(person(request), pk)
    undo_move(person(request), roadmap, at=timezone.now())
    messages.success(request, _("The last move was undone."))
    return redirect("planning:roadmap", pk=pk)
