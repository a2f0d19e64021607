"""What two people changed differently, side by side; one of them, or a third version, is chosen."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.inspections.actions.resolve_conflict import MERGED, may_resolve, resolve_conflict
from lotrinh.office.inspections.models import Conflict
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.pages.record import whole_number
from lotrinh.office.inspections.queries import conflicts as queries
from lotrinh.office.inspections.rows import OFFICE, TEAM, side_of
from lotrinh.office.platform.pages.register import page

READING = verb_policy("read_inspections")


@page("conflicts", policy=READING, title=_("Places to decide"))
@require_GET
def conflicts(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open conflicts with both versions, and what could not be taken but is kept."""
    context = frame(request, uid, "record")
    actor, inspection = person(request), context["inspection"]
    if side_of(actor) not in (OFFICE, TEAM):
        raise Http404
    clashes = queries.clashes(actor, inspection)
    context |= {
        "shown": [(c, may_resolve(actor, inspection, c.conflict.target)) for c in clashes],
        "refused": list(queries.refused_commands(actor, inspection)),
    }  # fmt: skip
    return render(request, "inspections/conflicts.html", context)


@page("resolve-conflict", policy=READING, title=_("Decide between two versions"))
@require_POST
def resolve(request: HttpRequest, uid: UUID, pk: int) -> HttpResponse:
    """mine: what the device brought; theirs: what stands; merged: a text of one's own."""
    rows = Conflict.objects.visible_to(person(request)).select_related("inspection__unit")
    row = get_object_or_404(rows, pk=pk, inspection__uid=uid)
    choice = request.POST.get("choice", "")
    content = _content(request, row) if choice == MERGED else None
    resolve_conflict(
        person(request), row, choice, seen_revision=whole_number(request, "seen_revision"), at=timezone.now(),
        content=content,
    )  # fmt: skip
    messages.success(request, _now("Decided. The other version stays in the record."))
    return redirect("inspections:conflicts", uid=uid)


def _content(request: HttpRequest, row: Conflict) -> dict[str, Any]:
    """The parts that were typed anew; a value that is no text comes as JSON."""
    content: dict[str, Any] = {}
    for key, old in row.mine.items():
        sent = request.POST.get(f"part-{key}")
        if sent is not None:
            content[key] = sent if isinstance(old, str) or old is None else _read(key, sent)
    return content


def _read(key: str, sent: str) -> Any:
    try:
        return json.loads(sent)
    except (ValueError, RecursionError):
        raise Faults(
            Fault(
                "inspections.not_readable", key, "Phần này không đọc được; hãy giữ dạng của hai bản.",
                "This part cannot be read; keep the form of the two versions.", got=sent[:80],
            )
        ) from None  # fmt: skip
