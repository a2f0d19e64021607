"""The texts that are written together: one view for the three pages, saving a part, deciding between two."""

from __future__ import annotations

import json
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.resolve_conflict import resolve_conflict
from lotrinh.office.inspections.models import Conflict
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.papers.desk import draft_desk, save_parts
from lotrinh.office.inspections.papers.parts import MOST_ROWS, PARTS, PartOf, part_of
from lotrinh.office.inspections.papers.permissions import sees_all_papers
from lotrinh.office.inspections.policies import may_read_inspections
from lotrinh.office.platform.pages.register import page, wants_json
from lotrinh.office.platform.policies import Decision, Refused

ADDRESS: Final = {"minutes": "minutes", "team_report": "team_report", "conclusion": "conclusion_draft"}
LONGEST_NUMBER: Final = 9
NOT_SHOWN = Reason(
    "inspections.draft_not_shown",
    "Dự thảo chỉ dành cho đoàn kiểm tra và bộ phận cải cách hành chính.",
    "Drafts are for the team and the reform office alone.",
)


def draft_page(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    """The parts of a draft, each a field that saves as it is typed."""
    context, actor = frame(request, uid, "papers"), person(request)
    if not sees_all_papers(actor, context["inspection"]):
        raise Refused(Decision(False, NOT_SHOWN))
    context["desk"] = draft_desk(actor, context["inspection"], kind, timezone.now())
    context["address"] = ADDRESS[kind]
    return render(request, f"inspections/{ADDRESS[kind]}.html", context)


@page("draft-part", policy=may_read_inspections, title=gettext_lazy("Save a part of a draft"))
@require_POST
def save(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    """JSON {"device", "parts": {key: {"value", "base_revision"}}} from the script, or a part's form."""
    actor = person(request)
    inspection = queries.inspection_of(actor, uid)
    if kind not in PARTS:
        raise Http404
    if not wants_json(request):
        return _from_form(request, uid, kind)
    parts, device = _sent(request)
    results = save_parts(actor, inspection, kind, parts, device=device, at=timezone.now())
    return JsonResponse({"results": results})


def _sent(request: HttpRequest) -> tuple[dict[str, tuple[Any, int]], str]:
    try:
        raw = json.loads(request.body)
        parts = {str(k): (p.get("value"), int(p.get("base_revision") or 0)) for k, p in raw["parts"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise Http404 from error
    return parts, str(raw.get("device") or "")[:64]


def _from_form(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    actor, key = person(request), request.POST.get("part", "")
    part = part_of(kind, key)
    if part is None:
        raise Http404
    base = request.POST.get("base_revision", "0")
    value = _typed(request, part)
    parts = {key: (value, _number(base, 0))}
    inspection = queries.inspection_of(actor, uid)
    result = save_parts(actor, inspection, kind, parts, device="", at=timezone.now())[key]
    if result["outcome"] == "taken":
        messages.success(request, _("Saved."))
    elif result["outcome"] == "conflict":
        messages.warning(request, _("Somebody else wrote this part meanwhile. Both are kept; decide below."))
    for fault in result.get("faults", ()):
        messages.error(request, fault["en" if request.LANGUAGE_CODE == "en" else "vi"])
    response = redirect(f"inspections:{ADDRESS[kind]}", uid=uid)
    response["Location"] += f"#part-{key}"
    return response


def _number(text: str, otherwise: int) -> int:
    """A whole number as a form sends it; otherwise: what stands for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else otherwise


def _typed(request: HttpRequest, part: PartOf) -> Any:
    if part.shape != "rows":
        return request.POST.get("value", "")
    rows = []
    for number in range(
        min(_number(request.POST.get("rows", ""), 0), MOST_ROWS + 1)
    ):  # one more: too many is told, not cut off
        row: dict[str, Any] = {}
        for cell in part.cells:
            name = f"{cell.key}-{number}"
            row[cell.key] = (
                request.POST.getlist(name) if cell.kind == "findings" else request.POST.get(name, "")
            )
        if any(v for k, v in row.items() if k != "unit_code"):
            rows.append(row)
    return rows


@page("decide-draft", policy=may_read_inspections, title=gettext_lazy("Decide between two versions"))
@require_POST
def decide(request: HttpRequest, uid: UUID, kind: str, pk: int) -> HttpResponse:
    """choice: mine, theirs, or merged with the text that was put together."""
    actor = person(request)
    inspection = queries.inspection_of(actor, uid)
    if kind not in PARTS:
        raise Http404
    conflict = Conflict.objects.visible_to(actor).filter(inspection=inspection, pk=pk).first()
    if conflict is None or conflict.target.get("draft") != kind:
        raise Http404
    seen, choice = request.POST.get("seen", ""), request.POST.get("choice", "")
    content = {"value": request.POST.get("value", "")} if choice == "merged" else None
    try:
        resolve_conflict(
            actor, conflict, choice, seen_revision=_number(seen, -1), at=timezone.now(),
            content=content,
        )  # fmt: skip
    except Faults as error:
        for fault in error.faults:
            messages.error(request, fault.sentence("en" if request.LANGUAGE_CODE == "en" else "vi"))
    else:
        messages.success(request, _("Decided; the other version is kept in the history."))
    response = redirect(f"inspections:{ADDRESS[kind]}", uid=uid)
    response["Location"] += f"#part-{conflict.target['part']}"
    return response
