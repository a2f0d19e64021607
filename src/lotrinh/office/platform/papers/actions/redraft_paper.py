"""Change a draft: a new context, new files, the next revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lotrinh.office.platform import audit, chain
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.actions.draft_paper import put_files, told
from lotrinh.office.platform.papers.compose import compose
from lotrinh.office.platform.papers.faults import one, other_revision
from lotrinh.office.platform.papers.files import render
from lotrinh.office.platform.papers.locking import locked
from lotrinh.office.platform.papers.template import template_digest
from lotrinh.office.platform.policies import Decision, require


def redraft_paper(
    actor: Any,
    paper: OfficialPaper,
    *,
    decision: Decision,
    context: Mapping[str, Any],
    expected_revision: int,
    subject: str = "",
    at: datetime,
) -> OfficialPaper:
    """The draft with a new context; Faults when it is none, was changed meanwhile, or a side has signed."""
    require(decision)
    composed = compose(paper.template, context)
    made = render(paper.template, composed, at)
    with transaction.atomic():
        row = locked(paper, OfficialPaper.DRAFT)
        _unsigned(row)
        if row.revision != expected_revision:
            raise other_revision(row, expected_revision)
        before = told(row)
        row.revision += 1
        row.template_digest = template_digest(row.template)
        row.context = chain.plain(dict(context))
        row.symbol, row.year = composed.symbol, composed.year
        row.subject = (subject or composed.subject)[:500]
        put_files(actor, row, made, at)
        row.save()
        audit.record(actor, "redraft_paper", row, at=at, before=before, after=told(row))
    return row


def _unsigned(row: OfficialPaper) -> None:
    if row.signatures.exists():
        raise one(
            "signed_by_a_side",
            row,
            "Đã có bên ký (hoặc từ chối ký) văn bản này nên không sửa được. Hãy hủy dự thảo và lập bản khác.",
            "A side has signed this paper, or refused to; it is not changed. Withdraw it and draft another.",
        )
