"""The desk: every question of an inspection, answered in place."""

from __future__ import annotations

import secrets
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.begin_visit import begin_visit
from lotrinh.office.inspections.actions.end_visit import end_visit
from lotrinh.office.inspections.actions.record_answers import draw_dossiers
from lotrinh.office.inspections.actions.reopen_visit import reopen_visit
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.pages.frame import frame as inspection_frame
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.queries import recording
from lotrinh.office.inspections.rows import OFFICE, TEAM, side_of
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.templatetags.ui import icon

READING = verb_policy("read_inspections")
SAID: Final = {
    "required": _("required"),
    "decide": _("decide"),
    "answer": _("Answer"),
    "ask_for": _("Ask for:"),
    "count": _("Count"),
    "of": _("of"),
    "of_how_many": _("Of how many"),
    "not_applicable": _("Not applicable"),
    "refused": _("The unit did not show it"),
    "note": _("Note"),
    "take_over": _("Take it over as a finding"),
    "versions": _("Versions"),
    "attach": _("Attach a file"),
    "write": _("Write a finding"),
}
ICONS: Final = ("info-circle", "chart-bar", "bulb", "flag", "upload", "file-text")


@page("record", policy=READING, title=_("Inspection on the spot"))
@require_GET
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All questions by content group. What is typed is sent at once, as a device sends it."""
    context = inspection_frame(request, uid, "record")
    actor, inspection = person(request), context["inspection"]
    _for_the_team(request)
    context |= {
        "desk": recording.desk(actor, inspection), "may": _may(request, inspection), **_said(inspection),
        "results": recording.result_words(), "groups_open": request.GET.get("show", ""),
    }  # fmt: skip
    return render(request, "inspections/record.html", context)


def _for_the_team(request: HttpRequest) -> None:
    """What is recorded is the office's and the team's own: to the unit this page does not exist."""
    if side_of(person(request)) not in (OFFICE, TEAM):
        raise Http404


def _said(inspection: Inspection) -> dict[str, Any]:
    """Words and addresses that stand at every question, looked up once a page."""
    return {
        "said": {name: str(words) for name, words in SAID.items()},
        "goes": {
            "conflicts": reverse("inspections:conflicts", args=[inspection.uid]),
            "findings": reverse("inspections:findings_of", args=[inspection.uid]),
            "versions": reverse("inspections:record_history", args=[inspection.uid]),
            "draw": reverse("inspections:record_draw", args=[inspection.uid]),
        },
        "drawn": {name.replace("-", "_"): icon(name) for name in ICONS},
    }


def _may(request: HttpRequest, inspection: Inspection) -> dict[str, Any]:
    verbs = ("record_answer", "record_finding", "keep_evidence", "begin_visit", "end_visit", "reopen_visit")
    return {verb: may_do(person(request), inspection, verb) for verb in verbs}


@page("record-question", policy=READING, title=_("One question"))
@require_GET
def judged(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What an answer amounts to: the share with its interval, the finding it suggests, its files."""
    _for_the_team(request)
    inspection = queries.inspection_of(person(request), uid)
    line = recording.line_of(person(request), inspection, request.GET.get("question", "").replace("\0", ""))
    context = {"line": line, "inspection": inspection, "may": _may(request, inspection), **_said(inspection)}
    return render(request, "inspections/parts/judged.html", context)


@page("record-history", policy=READING, title=_("How an answer came to be"))
@require_GET
def history(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every version, newest first; beside the desk, or as a page."""
    _for_the_team(request)
    actor, context = person(request), inspection_frame(request, uid, "record")
    inspection = context["inspection"]
    key, slot = (request.GET.get(name, "").replace("\0", "") for name in ("question", "slot"))
    line = recording.line_of(actor, inspection, key)
    context |= {
        "line": line, "slot": slot,
        "revisions": recording.history(actor, inspection, key, slot),
    }  # fmt: skip
    part = bool(request.headers.get("X-Drawer"))
    return render(request, "inspections/parts/history.html" if part else "inspections/history.html", context)


@page("record-draw", policy=READING, title=_("Draw dossiers"))
@require_POST
def draw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Draw by a seed that nobody chose; more of the same dossiers keep it, so that none drawn is given up."""
    actor, at = person(request), timezone.now()
    inspection = queries.inspection_of(actor, uid)
    key = request.POST.get("question", "").replace("\0", "")
    frame, n = whole_number(request, "frame"), whole_number(request, "n")
    stands = recording.line_of(actor, inspection, key).value
    is_more = isinstance(stands, dict) and stands.get("frame") == frame and n >= stands["n"]
    result = draw_dossiers(
        actor,
        inspection,
        key,
        frame=frame,
        n=n,
        seed=stands["seed"] if is_more else secrets.token_hex(8),
        base_revision=whole_number(request, "base_revision"),
        at=at,
        device=request.POST.get("device", "")[:64],
    )
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(result)
    return redirect(f"/inspections/{uid}/record/#q-{key}")


def whole_number(request: HttpRequest, name: str) -> int:
    """A whole number of a form; Faults when it is none."""
    text = request.POST.get(name, "").strip().replace(".", "").replace(" ", "")
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    raise Faults(
        Fault(
            "inspections.not_whole",
            name,
            "Hãy nhập số nguyên, ví dụ 120.",
            "Enter a whole number such as 120.",
            got=request.POST.get(name, "")[:40],
            expected="120",
        )
    )


@page("record-step", policy=READING, title=_("Begin, end or reopen the visit"))
@require_POST
def step(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """The three steps of the chain that belong to this page."""
    actor, at = person(request), timezone.now()
    inspection = queries.inspection_of(actor, uid)
    if verb == "begin_visit":
        begin_visit(actor, inspection, at=at)
        messages.success(request, _now("The visit has begun."))
    elif verb == "end_visit":
        end_visit(actor, inspection, at=at)
        messages.success(
            request, _now("The visit has ended; the days for minutes and report run from today.")
        )
    elif verb == "reopen_visit":
        reopen_visit(actor, inspection, request.POST.get("reason", ""), at=at)
        messages.success(request, _now("The record is open again."))
    else:
        raise Http404
    return redirect("inspections:record", uid=uid)
