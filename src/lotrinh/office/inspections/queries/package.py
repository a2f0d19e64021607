"""What a device takes with it: the team's own inspections, and the whole of one of them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from lotrinh.method.findings import read_taxonomy, read_words
from lotrinh.office.inspections.models import (
    Answer,
    Conflict,
    Draft,
    DraftRevision,
    Evidence,
    Finding,
    Inspection,
    Question,
    Seat,
)
from lotrinh.office.inspections.recording.loading import content_of
from lotrinh.office.inspections.rows import sits_in, workflow
from lotrinh.office.registry.library import opened_library

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

READY: Final = ("prepared", "under_way", "visited")
BEFORE: Final = ("team_set", "announced", "self_reported")
ANSWERED: Final = ("answered", "not_applicable", "refused")
Plain = dict[str, Any]


def field_inspections(account: Account) -> QuerySet[Inspection]:
    """The account's own that may be on a device: under way, visited, prepared, or with questions before."""
    own = Inspection.objects.visible_to(account).filter(sits_in(account)).select_related("unit")
    asked = Question.objects.for_actions().filter(inspection=OuterRef("pk"), removed_at__isnull=True)
    ready = Q(state__in=READY) | Q(Exists(asked), state__in=BEFORE)
    return own.filter(ready).order_by("start_date", "pk")


def _counted(rows: QuerySet[Inspection]) -> QuerySet[Any]:
    """With ``asked`` and ``answered``: how many questions there are, and how many somebody has answered."""
    asked = Question.objects.for_actions().filter(inspection=OuterRef("pk"), removed_at__isnull=True)
    answered = Answer.objects.for_actions().filter(
        inspection=OuterRef("pk"), question__removed_at__isnull=True, state__in=ANSWERED
    )
    return rows.annotate(asked=_number(asked, "pk"), answered=_number(answered, "question"))


def _number(rows: QuerySet[Any], what: str) -> Any:
    counted = rows.order_by().values("inspection").annotate(n=Count(what, distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0)


def field_list(account: Account, at: datetime) -> Plain:
    """As in docs/reference/field-sync.md; one query."""
    return {
        "account": _account(account),
        "server_time": at.isoformat(),
        "inspections": [_line(row) for row in _counted(field_inspections(account))],
    }


def _account(account: Account) -> Plain:
    return {"id": account.pk, "name": account.full_name or account.username}


def _line(row: Any) -> Plain:
    state = workflow().state(row.state)
    return {
        "uid": str(row.uid),
        "unit": row.unit.name,
        "place": row.place_name,
        "form": row.form,
        "state": row.state,
        "state_title": {"vi": state.vi, "en": state.en},
        **_days(row),
        "questions": row.asked,
        "answered": row.answered,
        "revision": row.revision,
    }


def _days(row: Inspection) -> Plain:
    return {
        "start_date": row.start_date.isoformat(), "start_part": row.start_part,
        "end_date": row.end_date.isoformat(), "end_part": row.end_part,
    }  # fmt: skip


def field_package(account: Account, uid: UUID, at: datetime) -> Plain:
    """Everything of one inspection; 404 unless it is one of the account's own that may be on a device.

    A constant number of queries.
    """
    own = field_inspections(account)
    now = Prefetch("seats", Seat.objects.filter(ended_at__isnull=True))
    row = get_object_or_404(own.select_related("unit", "plan").prefetch_related(now), uid=uid)
    return {
        "inspection": _inspection(row),
        "contents": _contents(row),
        "questions": _questions(row),
        "answers": _answers(row),
        "findings": _findings(row),
        "evidence": _evidence(row),
        "drafts": _drafts(row),
        "conflicts": _conflicts(row),
        "choices": field_choices(),
        "account": _account(account),
        "server_time": at.isoformat(),
    }


def _inspection(row: Inspection) -> Plain:
    team = [{"name": s.name, "role": s.role, "body": s.body_name} for s in row.seats.all()]
    return {
        "uid": str(row.uid), "unit": {"code": row.unit.code, "name": row.unit.name}, "place": row.place_name,
        "form": row.form, "state": row.state, **_days(row), "revision": row.revision, "team": team,
        "synthetic": row.synthetic,
    }  # fmt: skip


def _contents(row: Inspection) -> list[Plain]:
    raw = row.plan.definition.get("contents", ()) if row.plan else ()
    return [{"number": c["number"], "vi": c["vi"], "en": c["en"]} for c in raw]


def _questions(row: Inspection) -> list[Plain]:
    rows = Question.objects.for_actions().filter(inspection=row, removed_at__isnull=True)
    names = ("key", "content", "kind", "text", "item", "origin", "reason")
    return [dict(zip(names, values, strict=True)) for values in rows.values_list(*names)]


def _answers(row: Inspection) -> list[Plain]:
    rows = Answer.objects.for_actions().filter(inspection=row, question__removed_at__isnull=True)
    names = ("question__key", "slot", "state", "value", "note", "revision", "by__full_name", "at")
    told = ("question", "slot", "state", "value", "note", "revision", "by", "at")
    return [dict(zip(told, values, strict=True)) for values in rows.values_list(*names)]


def _findings(row: Inspection) -> list[Plain]:
    rows = (
        Finding.objects.for_actions().filter(inspection=row).select_related("question", "found_before", "by")
    )
    found = []
    for one in rows.order_by("pk"):
        content = content_of(one)
        withdrawn = content.pop("withdrawn")
        del content["withdrawn_reason"]
        found.append(
            {
                "uid": str(one.uid), "revision": one.revision, "content": content,
                "by": one.by.full_name if one.by else "", "at": one.at, "withdrawn": withdrawn,
            }
        )  # fmt: skip
    return found


def _evidence(row: Inspection) -> list[Plain]:
    rows = Evidence.objects.for_actions().filter(inspection=row, withdrawn_at__isnull=True, report_item=None)
    names = (
        "uid",
        "piece",
        "number",
        "question__key",
        "slot",
        "finding__uid",
        "file__sha256",
        "file__name",
        "file__size",
        "file__content_type",
        "caption",
        "about_on",
    )
    told = (
        "uid",
        "piece",
        "number",
        "question",
        "slot",
        "finding",
        "sha256",
        "name",
        "size",
        "content_type",
        "caption",
        "about_on",
    )
    return [dict(zip(told, values, strict=True)) for values in rows.values_list(*names)]


def _drafts(row: Inspection) -> Plain:
    return {"minutes": draft_parts(row, Draft.MINUTES)}


def draft_parts(inspection: Inspection, kind: str) -> dict[str, Plain]:
    """Part → {value, revision, by, at} of a draft; one query."""
    rows = DraftRevision.objects.filter(draft__inspection=inspection, draft__kind=kind).order_by("revision")
    parts: dict[str, Plain] = {}
    for content, revision, by, at in rows.values_list("content", "revision", "by__full_name", "at"):
        for part, value in content.items():
            parts[part] = {"value": value, "revision": revision, "by": by or "", "at": at}
    return parts


def _conflicts(row: Inspection) -> list[Plain]:
    rows = Conflict.objects.for_actions().filter(inspection=row, resolved_at__isnull=True)
    return [
        {"id": pk, "target": target, "mine": mine, "theirs": theirs, "at": at}
        for pk, target, mine, theirs, at in rows.values_list("pk", "target", "mine", "theirs", "at")
    ]


@cache
def field_choices() -> dict[str, list[Plain]]:
    """What may be chosen in a finding, in both languages."""
    library = opened_library()
    taxonomy, words = read_taxonomy(library), read_words(library)
    removers = [{"key": r.key, "vi": r.vi, "en": r.en} for r in taxonomy.removers]
    return {
        "sectors": [{"key": k, "vi": s.name_vi, "en": s.name_en} for k, s in library.sectors.items()],
        "causes": [{"key": c.key, "kind": c.kind, "vi": c.vi, "en": c.en} for c in taxonomy.causes],
        "removers": removers,
        "kinds": [{"key": k.key, "vi": k.vi, "en": k.en} for k in words.kinds],
        "weights": [{"key": w.key, "vi": w.vi, "en": w.en} for w in words.weights],
    }


def states_after(account: Account, uids: set[str]) -> list[Plain]:
    """What became of inspections that a batch spoke of, as far as this person may know."""
    known = [uid for text in uids if (uid := _uuid(text))]
    rows = Inspection.objects.visible_to(account).filter(uid__in=known)
    return [
        {"uid": str(u), "state": s, "revision": r} for u, s, r in rows.values_list("uid", "state", "revision")
    ]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
