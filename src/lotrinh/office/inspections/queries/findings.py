"""Findings that a person may see: of one inspection, of all, and one with its history over the years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from lotrinh.method.checklists import Suggestion
from lotrinh.method.findings import Candidate, KnownFault, read_taxonomy, read_words, same_fault_candidates
from lotrinh.method.text import fold
from lotrinh.office.inspections.models import Evidence, Finding, FindingRevision, Inspection, Question
from lotrinh.office.inspections.recording.finding_content import extent_text
from lotrinh.office.inspections.rows import UNIT, side_of
from lotrinh.office.registry.library import opened_library
from lotrinh.office.registry.queries import codes_carried_by

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

LONGEST_WORDS = 200
YEAR, CONTENT = re.compile(r"[12][0-9]{3}"), re.compile(r"[0-9]{1,2}")
SORTS: Final = {
    "date": ("found_on", "pk"),
    "unit": ("unit__sort_key", "-found_on", "pk"),
    "kind": ("kind", "-found_on", "pk"),
    "weight": ("weight", "-found_on", "pk"),
    "content": ("content", "-found_on", "pk"),
    "field": ("field", "-found_on", "pk"),
}
KINDS: Final = ("result", "shortcoming", "violation", "good_model")
WEIGHTS: Final = ("light", "moderate", "serious")
CAUSE_KINDS: Final = ("objective", "subjective", "both")
REMOVERS: Final = ("unit", "other_department", "city", "ministry")


@dataclass(frozen=True, slots=True)
class FindingWish:
    """What the list is cut down to; empty parts cut nothing. again: 'yes' (found before) or 'no' (new)."""

    words: str = ""
    year: str = ""
    content: str = ""
    field: str = ""
    kind: str = ""
    cause: str = ""
    cause_kind: str = ""
    weight: str = ""
    unit: str = ""
    remover: str = ""
    again: str = ""
    sort: str = "-date"

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> FindingWish:
        """From the query of an address; unknown values are passed over."""
        values = {
            f.name: str(raw.get(f.name, "")).replace("\0", "").strip()[:LONGEST_WORDS] for f in fields(cls)
        }
        if values["sort"].lstrip("-") not in SORTS:
            values["sort"] = "-date"
        return cls(**values)


def found_findings(actor: Account, wish: FindingWish) -> QuerySet[Finding]:
    """Those that the actor may see and asked for, without the withdrawn ones."""
    rows = Finding.objects.visible_to(actor).filter(_condition(wish), withdrawn_at__isnull=True)
    first, *rest = SORTS[wish.sort.lstrip("-")]
    return rows.order_by(("-" if wish.sort.startswith("-") else "") + first, *rest)


def _condition(wish: FindingWish) -> Q:
    found = Q()
    for word in fold(wish.words).split():
        found &= Q(folded__contains=word)
    if YEAR.fullmatch(wish.year):
        found &= Q(found_on__year=int(wish.year))
    if CONTENT.fullmatch(wish.content):
        found &= Q(content=int(wish.content))
    for name, value in (
        ("field", wish.field), ("kind", wish.kind), ("weight", wish.weight), ("remover", wish.remover),
        ("cause_kind", wish.cause_kind), ("unit__code", wish.unit),
    ):  # fmt: skip
        found &= Q(**{name: value}) if value else Q()
    if wish.cause:
        found &= Q(causes__icontains=f'"{wish.cause}"')
    if wish.again in ("yes", "no"):
        found &= Q(found_before__isnull=wish.again == "no")
    return found


def for_page(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """With what a line of the list shows; long texts are left where they are."""
    return rows.select_related("unit", "inspection").only(
        "uid",
        "text",
        "kind",
        "content",
        "field",
        "weight",
        "extent_count",
        "extent_of",
        "extent_unit",
        "cause_kind",
        "remover",
        "found_on",
        "found_before_id",
        "source",
        "unit__name",
        "unit__code",
        "inspection__uid",
        "inspection__synthetic",
        "inspection__place_name",
        "inspection__date_note",
        "inspection__state",
    )


def for_export(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """With what a line of a file holds."""
    return rows.select_related("unit", "inspection").defer(
        "folded", "unit__sort_key", "inspection__checklist"
    )


@cache
def finding_words() -> dict[str, dict[str, Any]]:
    """Words of all keys that a finding may hold, by part."""
    library = opened_library()
    taxonomy, words = read_taxonomy(library), read_words(library)
    return {
        "kind": {k.key: k for k in words.kinds},
        "weight": {w.key: w for w in words.weights},
        "cause": {c.key: c for c in taxonomy.causes},
        "remover": {r.key: r for r in taxonomy.removers},
        "field": {k: {"vi": s.name_vi, "en": s.name_en} for k, s in library.sectors.items()},
        "cause_kind": {
            "objective": {"vi": "Khách quan", "en": "Objective"},
            "subjective": {"vi": "Chủ quan", "en": "Subjective"},
            "both": {"vi": "Cả hai", "en": "Both"},
        },
    }


def choices_of(actor: Account) -> dict[str, list[Any]]:
    """Years, contents and units among the findings that the actor may see; three queries."""
    rows = Finding.objects.visible_to(actor).filter(withdrawn_at__isnull=True).order_by()
    units = rows.values_list("unit__code", "unit__name", "unit__sort_key").distinct()
    return {
        "years": [day.year for day in rows.dates("found_on", "year", order="DESC")],
        "contents": sorted(n for n in rows.values_list("content", flat=True).distinct() if n is not None),
        "units": [(code, name) for code, name, _key in sorted(units, key=lambda u: (bytes(u[2]), u[0]))],
    }


def findings_of(actor: Account, inspection: Inspection) -> list[Finding]:
    """Of one inspection, the withdrawn ones last."""
    rows = Finding.objects.visible_to(actor).filter(inspection=inspection)
    rows = rows.select_related("question", "found_before", "found_before__inspection", "by", "unit")
    found = list(rows.order_by("content", "pk"))
    return sorted(found, key=lambda f: f.withdrawn_at is not None)


@dataclass(frozen=True, slots=True)
class FindingSheet:
    """One finding: its versions, its files, and the same fault in other years, oldest first."""

    finding: Finding
    revisions: tuple[FindingRevision, ...]
    evidence: tuple[Evidence, ...]
    lineage: tuple[Finding, ...]


def finding_sheet(actor: Account, uid: UUID) -> FindingSheet:
    """404 when this person may not know of it."""
    rows = Finding.objects.visible_to(actor).select_related(
        "unit", "inspection__plan", "inspection__unit", "question", "found_before", "by"
    )
    finding = get_object_or_404(rows, uid=uid)
    same = (
        Finding.objects.visible_to(actor).filter(lineage=finding.lineage).select_related("unit", "inspection")
    )
    pieces = (
        Evidence.objects.visible_to(actor).filter(finding=finding, withdrawn_at=None).select_related("file")
    )
    revisions = FindingRevision.objects.filter(finding=finding).select_related("by").order_by("-revision")
    if side_of(actor) == UNIT:
        revisions = revisions.none()  # how the team came to its words is the team's
    return FindingSheet(
        finding, tuple(revisions), tuple(pieces.order_by("piece", "-number")),
        tuple(same.order_by("found_on", "pk")),
    )  # fmt: skip


def earlier_findings(actor: Account, inspection: Inspection) -> list[Finding]:
    """Faults of earlier inspections on this unit and on bodies that it carries on, newest first."""
    codes = codes_carried_by(inspection.unit.code)
    rows = Finding.objects.visible_to(actor).filter(
        unit__code__in=codes, withdrawn_at__isnull=True, kind__in=("shortcoming", "violation")
    )
    rows = rows.exclude(inspection=inspection).select_related("unit", "inspection", "question")
    return list(rows.order_by("-found_on", "-pk")[:200])


def found_before(
    inspection: Inspection, olds: Sequence[Finding], text: str, *, field: str = "", item: str = ""
) -> list[tuple[Finding, Candidate]]:
    """Earlier faults that may be the same as what is being written, with the reasons."""
    codes = frozenset(codes_carried_by(inspection.unit.code))
    day = inspection.start_date
    new = KnownFault("new", codes, text, day, item, field)
    known = [
        KnownFault(
            str(f.pk),
            frozenset({f.unit.code}),
            f.text,
            f.found_on,
            f.question.key if f.question else "",
            f.field,
            f.content,
        )
        for f in olds
    ]
    rows = {str(f.pk): f for f in olds}
    return [(rows[c.id], c) for c in same_fault_candidates(new, known)]


def prefilled(
    inspection: Inspection, question: Question | None, suggestion: Suggestion | None
) -> dict[str, Any]:
    """The content of a new finding, from what an answer suggests."""
    blank: dict[str, Any] = {"kind": "shortcoming", "content": question.content if question else None}
    if question is not None:
        blank["question"] = question.key
    if suggestion is None:
        return blank
    return blank | {
        "kind": suggestion.kind,
        "content": suggestion.content,
        "field": suggestion.sector,
        "text": suggestion.vi,
        "weight": suggestion.weight,
        "extent_count": extent_text_of(suggestion.extent_count),
        "extent_of": extent_text_of(suggestion.extent_of),
        "extent_unit": suggestion.unit.vi if suggestion.unit else "",
        "causes": list(suggestion.causes),
    }


def extent_text_of(value: Any) -> str:
    """A figure of an extent in a form; '' when it is missing."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else extent_text(value) or ""
