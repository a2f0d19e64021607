"""Make, renew or replace the draft of a paper: the one way for every action and page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.write_draft import write_draft
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.papers.bodies import issuer_of
from lotrinh.office.inspections.papers.contexts import CONTEXTS, context_of
from lotrinh.office.inspections.papers.drafts import draft_values
from lotrinh.office.inspections.papers.facts import facts_of
from lotrinh.office.inspections.papers.gathering import Gathered, gather
from lotrinh.office.inspections.papers.matter import Context, Matter
from lotrinh.office.inspections.papers.parts import CONCLUSION, TEMPLATES
from lotrinh.office.inspections.papers.permissions import may_draft
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.actions import draft_paper, redraft_paper, replace_paper, withdraw_paper
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection

KINDS: Final = {template: kind for kind, template in TEMPLATES.items()}
ONCE: Final = ("decision-team", "notice-inspection", "minutes", "team-report", "conclusion")
"""Signed once; another one is a replacement."""
CHANGES: Final = ("matter", "replaced", "added", "released", "pause", "resume", "stop")
AGAIN: Final = "Lập lại theo nội dung mới của dự thảo"


@transaction.atomic
def draft_for(
    actor: Account,
    inspection: Inspection,
    template: str,
    *,
    extra: Mapping[str, Any] | None = None,
    at: datetime,
) -> OfficialPaper:
    """The draft of a paper, made from what the rows say now; an open draft of the template is renewed.

    extra: what the facts do not hold, plain data: of decision-change its matter and people (see ``changes``),
    ``signer`` the key of the signer in bodies.yaml. Raises Refused, and Faults when something that the paper
    needs is missing, or when the paper is signed and has to be replaced.
    """
    decision = may_draft(actor, inspection, template)
    require(decision)
    on = timezone.localdate(at)
    if template == TEMPLATES[CONCLUSION]:
        _keep_items(actor, inspection, on, at)
    gathered = gather(inspection)
    old, new_matter = _open_draft(gathered, template), "matter" in (extra or {})
    if old is None and template in ONCE:
        _unsigned(gathered, template)
    kept = {} if new_matter else _kept(gathered, old)
    context = _context(gathered, template, {**kept, **(extra or {})}, on)
    if old is not None and template == TEMPLATES[CONCLUSION]:
        # A conclusion is dated by its drafting: what was ordered later is not in it.
        replaces = old.replaces
        withdraw_paper(actor, old, decision=decision, reason=AGAIN, at=at)
        return _made(actor, gathered, template, context, decision, at, replaces)
    if old is None or new_matter:
        return _made(actor, gathered, template, context, decision, at)
    return redraft_paper(
        actor, old, decision=decision, context=context, expected_revision=old.revision, at=at
    )


@transaction.atomic
def replace_for(
    actor: Account, inspection: Inspection, paper: OfficialPaper, reason: str, *, at: datetime
) -> OfficialPaper:
    """A draft in place of a signed paper, from what the rows and drafts say now; the reason is kept.

    A letter, which is not made from the rows alone, begins as it was.
    """
    decision = may_draft(actor, inspection, paper.template)
    require(decision)
    if not reason.strip():
        vi, en = "Hãy ghi lý do thay thế văn bản.", "Say why the paper is replaced."
        raise Faults(Fault("inspections.replace_reason", "reason", vi, en, expected="text"))
    gathered, on = gather(inspection), timezone.localdate(at)
    known = paper.template in CONTEXTS
    context = _context(gathered, paper.template, _kept(gathered, paper), on) if known else paper.context
    return replace_paper(actor, paper, decision=decision, context=context, reason=reason.strip(), at=at)


def context_now(gathered: Gathered, template: str, on: date) -> Context:
    """The context that a draft would have now; nothing is written. Faults as in ``draft_for``."""
    return _context(gathered, template, _kept(gathered, _open_draft(gathered, template)), on)


def _made(
    actor: Account, gathered: Gathered, template: str, context: Context, decision: Any, at: datetime,
    replaces: OfficialPaper | None = None,
) -> OfficialPaper:  # fmt: skip
    inspection = gathered.inspection
    return draft_paper(
        actor, decision=decision, template=template, owner=(OWNER, inspection.pk),
        body=issuer_of(inspection.plan, template).code, context=context, at=at, replaces=replaces,
    )  # fmt: skip


def _context(gathered: Gathered, template: str, extra: Mapping[str, Any], on: date) -> Context:
    facts = facts_of(gathered)
    kind = KINDS.get(template)
    values = draft_values(gathered, facts, kind, on) if kind else {}
    return context_of(Matter(template, gathered.inspection, facts, on, values, extra, gathered.bodies))


def _open_draft(gathered: Gathered, template: str) -> OfficialPaper | None:
    own = (p for p in gathered.papers if p.template == template and p.state == OfficialPaper.DRAFT)
    return next(own, None)


def _kept(gathered: Gathered, paper: OfficialPaper | None) -> dict[str, Any]:
    """What a change was about, and who was to sign, from the paper itself."""
    if paper is None:
        return {}
    found = {key: paper.context[key] for key in CHANGES if key in paper.context}
    lines = (paper.context.get("signing") or {}).get("lines")
    signers = issuer_of(gathered.inspection.plan, paper.template).signers
    signer = next((s.key for s in signers if s.lines == lines), "")
    return found | ({"signer": signer} if signer else {})


def _unsigned(gathered: Gathered, template: str) -> None:
    signed = gathered.paper(template)
    if signed is None:
        return
    raise Faults(
        Fault(
            "inspections.paper_signed",
            template,
            f"Văn bản này đã ký ({signed}); hãy dùng “Thay thế” và ghi lý do.",
            f"This paper is signed ({signed}); use “Replace” and give the reason.",
            got=str(signed),
            expected="draft",
        )
    )


def _keep_items(actor: Account, inspection: Inspection, on: date, at: datetime) -> None:
    """The items that the paper will order are written down, also when nobody has touched them."""
    gathered = gather(inspection)
    if "items" in gathered.drafts.get(CONCLUSION, {}):
        return
    items = draft_values(gathered, facts_of(gathered), CONCLUSION, on)["items"]
    result = write_draft(actor, inspection, CONCLUSION, {"items": (items, 0)}, at=at)["items"]
    if result["outcome"] != "taken":
        raise Faults(
            Fault(
                "inspections.items_not_kept",
                "items",
                "Các mục “Giao …” đang có người khác sửa; hãy tải lại trang rồi lập lại.",
                "Somebody else is changing the items; load the page again and make the paper anew.",
                got=str(result["outcome"]),
            )
        )
