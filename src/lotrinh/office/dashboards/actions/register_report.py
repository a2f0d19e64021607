"""Register the report of a plan as signed, and add the signed copy later."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.dashboards.policies import may_register_report
from lotrinh.office.dashboards.queries.synthesis import TEMPLATE
from lotrinh.office.inspections.actions.register_paper import check_signing
from lotrinh.office.inspections.papers.letters import PLAN
from lotrinh.office.platform.models import OfficialPaper, PaperSignature
from lotrinh.office.platform.papers.actions import record_signature, sign_paper
from lotrinh.office.platform.papers.sides import ISSUER
from lotrinh.office.platform.papers.signed_files import checked_signatures
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.planning.models import Plan


def register_report(
    actor: Account, plan: Plan, paper: OfficialPaper, *, signed_on: date, signer_name: str,
    signer_office: str, signed_file: bytes | None = None, expected_revision: int | None = None, at: datetime,
) -> OfficialPaper:  # fmt: skip
    """The signed report with its number. signed_file: a scan or a digitally signed PDF; None: it comes later.

    Raises Refused, and Faults for a wrong day, a broken signature, or a draft that has changed meanwhile.
    """
    decision = may_register_report(actor)
    require(decision)
    own_report(plan, paper)
    check_signing(paper, signed_on, signer_name)
    return sign_paper(
        actor, paper, decision=decision, signed_on=signed_on, signer_name=signer_name.strip(),
        signer_office=signer_office.strip(), signed_file=signed_file,
        expected_revision=expected_revision, at=at,
    )  # fmt: skip


@transaction.atomic
def add_report_copy(
    actor: Account, plan: Plan, paper: OfficialPaper, file: bytes, *, at: datetime
) -> PaperSignature:
    """What shows the signature of a report that was registered without it. Raises Refused, Faults."""
    decision = may_register_report(actor)
    require(decision)
    own_report(plan, paper)
    kind = PaperSignature.PADES if checked_signatures(paper, file, at) else PaperSignature.SCAN
    return record_signature(
        actor, paper, ISSUER, kind, decision=decision, signer_name=paper.signer_name,
        signer_office=paper.signer_office, signed_at=at, file=file, at=at,
    )  # fmt: skip


def own_report(plan: Plan, paper: OfficialPaper) -> None:
    """Faults when the paper is no report of this plan."""
    if (paper.owner_type, paper.owner_id, paper.template) != (PLAN, str(plan.pk), TEMPLATE):
        vi, en = "Văn bản không phải báo cáo của kế hoạch này.", "The paper is no report of this plan."
        raise Faults(Fault("dashboards.other_paper", "paper", vi, en, got=str(paper.uid)))
