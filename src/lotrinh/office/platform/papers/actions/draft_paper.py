"""Draft a paper: composed from its template, laid out as DOCX and PDF, number and date open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from lotrinh.office.platform import audit, chain
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.compose import compose
from lotrinh.office.platform.papers.files import DOCX, PDF, Rendered, file_name, keep_made, render
from lotrinh.office.platform.papers.paper import Paper
from lotrinh.office.platform.papers.symbols import series_kind
from lotrinh.office.platform.papers.template import read_template, template_digest
from lotrinh.office.platform.policies import Decision, require

Owner = models.Model | tuple[str, str | int]


def draft_paper(
    actor: Any,
    *,
    decision: Decision,
    template: str,
    owner: Owner,
    body: str,
    context: Mapping[str, Any],
    subject: str = "",
    at: datetime,
    replaces: OfficialPaper | None = None,
) -> OfficialPaper:
    """A new draft; Faults when the context does not fit the template.

    owner: the saved row that the paper belongs to, or (type, id). body: code of the issuing body, whose
    series of numbers it will get. subject: as lists show it; the paper's own when empty.
    """
    require(decision)
    composed = compose(template, context)
    made = render(template, composed, at)
    with transaction.atomic():
        row = _row(actor, template, owner, body, context, subject, composed, at)
        row.replaces = replaces
        put_files(actor, row, made, at)
        row.save(force_insert=True)
        audit.record(actor, "draft_paper", row, at=at, after=told(row))
    return row


def put_files(actor: Any, row: OfficialPaper, made: Rendered, at: datetime) -> None:
    """Keep both files and hang them on the row, which the caller saves."""
    facts = {"template": row.template, "revision": row.revision}
    row.docx = keep_made(actor, made.docx, file_name(row, "docx"), DOCX, at, **facts)
    row.pdf = keep_made(actor, made.pdf, file_name(row, "pdf"), PDF, at, **facts)


def told(row: OfficialPaper) -> dict[str, Any]:
    """What the audit trail says of a paper."""
    return {
        "template": row.template, "owner": [row.owner_type, row.owner_id], "body": row.body,
        "symbol": row.symbol, "number": row.number, "revision": row.revision, "state": row.state,
        "docx": row.docx.sha256 if row.docx else None, "pdf": row.pdf.sha256 if row.pdf else None,
    }  # fmt: skip


def _row(
    actor: Any,
    template: str,
    owner: Owner,
    body: str,
    context: Mapping[str, Any],
    subject: str,
    composed: Paper,
    at: datetime,
) -> OfficialPaper:
    read = read_template(template)
    owner_type, owner_id = _owner(owner)
    return OfficialPaper(
        template=template,
        template_digest=template_digest(template),
        owner_type=owner_type,
        owner_id=owner_id,
        body=body,
        series_kind=series_kind(read.type, read.series),
        symbol=composed.symbol,
        year=composed.year,
        subject=(subject or composed.subject)[:500],
        context=chain.plain(dict(context)),
        drafted_by=actor,
        drafted_at=at,
    )


def _owner(owner: Owner) -> tuple[str, str]:
    if isinstance(owner, models.Model):
        return owner._meta.label_lower, str(owner.pk)
    return str(owner[0]), str(owner[1])
