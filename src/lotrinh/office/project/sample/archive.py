"""The published findings of 2016-2025 as past inspections, each labelled with its source.

The facts are those of the pages named in definitions/findings; cause kinds, weights and contents are ours and
marked so there. A row without a date is left out and told: no day is invented.
"""

from __future__ import annotations

import calendar
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lotrinh.method.definitions import Library
from lotrinh.method.findings import PublishedFinding, first_day, read_published
from lotrinh.office.inspections.models import Finding, FindingRevision, Inspection
from lotrinh.office.inspections.recording.saving import folded
from lotrinh.office.platform import audit
from lotrinh.office.registry.models import Unit

NAMES = uuid.UUID("6f1d4a52-53f0-4d0e-9a41-3f6d1f1f9b10")
"""Ids are made from the row's own id, so that loading again finds what is there."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was new, what is no finding, and which rows have no date or no unit in the registers."""

    findings: int
    inspections: int
    not_findings: tuple[str, ...]
    undated: tuple[str, ...]
    without_unit: tuple[str, ...]


@transaction.atomic
def load_archive(library: Library, *, at: datetime) -> Loaded:
    """Load every published finding that is not there yet; idempotent."""
    rows = read_published(library)
    wanted = [row for row in rows if row.kind != "not_a_finding"]
    dated = [row for row in wanted if first_day(row.date)]
    units = {u.code: u for u in Unit.objects.filter(code__in={c for row in dated for c in row.unit_code})}
    placed = [(row, units[code]) for row in dated for code in row.unit_code if code in units]
    there = set(Finding.objects.for_actions().values_list("uid", flat=True))
    fresh = [(row, unit) for row, unit in placed if _uid(row.id, unit.code) not in there]
    inspections = _inspections(fresh, at)
    _findings(fresh, inspections, at)
    loaded = Loaded(
        len(fresh),
        len(inspections),
        tuple(row.id for row in rows if row.kind == "not_a_finding"),
        tuple(row.id for row in wanted if not first_day(row.date)),
        tuple(row.id for row in dated if not any(code in units for code in row.unit_code)),
    )
    if fresh:
        audit.record(
            None, "load_sample", ("definition", "findings/published"), at=at, after={"findings": len(fresh)}
        )
    return loaded


def _uid(*parts: str) -> uuid.UUID:
    return uuid.uuid5(NAMES, "|".join(parts))


def _key(row: PublishedFinding, unit: Unit) -> uuid.UUID:
    """Rows of one day, place and page belong to one inspection."""
    return _uid("inspection", unit.code, row.date, row.place, row.source)


def _inspections(fresh: list[tuple[PublishedFinding, Unit]], at: datetime) -> dict[uuid.UUID, Inspection]:
    wanted = {_key(row, unit): (row, unit) for row, unit in fresh}
    Inspection.objects.bulk_create(
        [_inspection(uid, row, unit, at) for uid, (row, unit) in wanted.items()], ignore_conflicts=True
    )
    rows = Inspection.objects.for_actions().filter(uid__in=wanted)
    return {row.uid: row for row in rows}


def _inspection(uid: uuid.UUID, row: PublishedFinding, unit: Unit, at: datetime) -> Inspection:
    start, end, note = span_of(row.date)
    return Inspection(
        uid=uid,
        unit=unit,
        place_name=row.place,
        start_date=start,
        end_date=end,
        form=Inspection.UNANNOUNCED if "dot-xuat" in row.source else Inspection.DIRECT,
        origin=Inspection.ARCHIVE,
        state="closed",
        source=row.source,
        date_note=note,
        opened_at=at,
    )


def _findings(
    fresh: list[tuple[PublishedFinding, Unit]], inspections: dict[uuid.UUID, Inspection], at: datetime
) -> None:
    made = [_finding(row, unit, inspections[_key(row, unit)], at) for row, unit in fresh]
    Finding.objects.bulk_create(made)
    FindingRevision.objects.bulk_create(
        FindingRevision(
            finding=finding, revision=1, at=at, content={"published": row.model_dump(mode="json")}
        )
        for finding, (row, _unit) in zip(made, fresh, strict=True)
    )


def _finding(row: PublishedFinding, unit: Unit, inspection: Inspection, at: datetime) -> Finding:
    uid = _uid(row.id, unit.code)
    words = {
        "text": row.finding, "cause_text": row.cause, "difficulty": "", "proposal": row.recommendation,
    }  # fmt: skip
    return Finding(
        uid=uid,
        lineage=uid,
        inspection=inspection,
        unit=unit,
        kind=row.kind,
        content=row.content_155,
        field=row.sector or "",
        weight=row.weight or "",
        extent_count=row.extent_count,
        extent_of=row.extent_of,
        extent_unit=row.extent_unit,
        cause_kind=row.cause_kind or "",
        causes=list(row.causes),
        remover=row.remover or "",
        found_on=inspection.start_date,
        at=at,
        source="; ".join(_sources(row)),
        folded=folded(words, f"{unit.name} {row.place}"),
        **words,
    )


def _sources(row: PublishedFinding) -> Iterator[str]:
    yield row.source
    if row.scope_note:
        yield row.scope_note


def span_of(text: str) -> tuple[date, date, str]:
    """First and last day of a date as published, and a note when it is not one day."""
    start = first_day(text)
    if start is None:
        raise ValueError(f"no date: {text!r}")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return start, start, ""
    return start, _last_day(text, start), f"theo nguồn: {text}"


def _last_day(text: str, start: date) -> date:
    """The last day of a month, quarter, half, year or span of years."""
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    if found := re.fullmatch(r"\d{4}-(\d{4})", text):
        return date(int(found.group(1)), 12, 31)
    months = 3 if "Q" in text else 6 if "H" in text else 12
    month = start.month + months - 1
    return date(start.year, month, calendar.monthrange(start.year, month)[1])
