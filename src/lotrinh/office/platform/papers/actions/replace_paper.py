"""Draft a paper in place of a signed one, which it names; the old one counts until the new one is signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lotrinh.office.platform import audit
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.actions.draft_paper import draft_paper
from lotrinh.office.platform.papers.faults import one
from lotrinh.office.platform.papers.locking import locked
from lotrinh.office.platform.policies import Decision, require


@transaction.atomic
def replace_paper(
    actor: Any,
    paper: OfficialPaper,
    *,
    decision: Decision,
    context: Mapping[str, Any],
    reason: str,
    at: datetime,
    template: str = "",
    subject: str = "",
) -> OfficialPaper:
    """A new draft that names the signed one; Faults when that is not signed or has a replacement already.

    The old paper becomes 'replaced' in the transaction in which the new one is signed. template: the old
    one's when empty.
    """
    require(decision)
    old = locked(paper, OfficialPaper.SIGNED)
    if OfficialPaper.objects.filter(replaces=old).exists():
        raise one(
            "replacement_exists",
            old,
            "Văn bản này đã có bản thay thế đang soạn. Hãy mở bản đó hoặc hủy nó trước.",
            "A replacement of this paper is being drafted already. Open that one, or withdraw it first.",
        )
    new = draft_paper(
        actor,
        decision=decision,
        template=template or old.template,
        owner=(old.owner_type, old.owner_id),
        body=old.body,
        context=context,
        subject=subject,
        at=at,
        replaces=old,
    )
    audit.record(actor, "replace_paper", old, at=at, after={"by": str(new.uid)}, note=reason)
    return new
