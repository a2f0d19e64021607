"""Register a paper of an inspection as signed: number, date, signer, the signed copy."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.papers.permissions import may_register
from lotrinh.office.platform.models import PaperSignature
from lotrinh.office.platform.papers.actions import record_signature, sign_paper
from lotrinh.office.platform.papers.sides import ISSUER
from lotrinh.office.platform.papers.signed_files import checked_signatures
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.platform.models import OfficialPaper


def register_paper(
    actor: Account, inspection: Inspection, paper: OfficialPaper, *, signed_on: date, signer_name: str,
    signer_office: str, signed_file: bytes | None = None, expected_revision: int | None = None, at: datetime,
) -> OfficialPaper:  # fmt: skip
    """The signed paper with its number. signed_file: a scan or a digitally signed PDF; None: it comes later.

    Raises Refused, and Faults for a wrong day, a broken signature, or a draft that has changed meanwhile.
    """
    own_paper(inspection, paper)
    decision = may_register(actor, inspection, paper.template)
    require(decision)
    check_signing(paper, signed_on, signer_name)
    return sign_paper(
        actor, paper, decision=decision, signed_on=signed_on, signer_name=signer_name.strip(),
        signer_office=signer_office.strip(), signed_file=signed_file,
        expected_revision=expected_revision, at=at,
    )  # fmt: skip


@transaction.atomic
def add_signed_copy(
    actor: Account, inspection: Inspection, paper: OfficialPaper, file: bytes, *, at: datetime
) -> PaperSignature:
    """What shows the signature of a paper registered without it: a scan, or its PDF digitally signed.

    Raises Faults when it has one already, and when a digital signature is broken or on another document.
    """
    own_paper(inspection, paper)
    decision = may_register(actor, inspection, paper.template)
    require(decision)
    kind = PaperSignature.PADES if checked_signatures(paper, file, at) else PaperSignature.SCAN
    return record_signature(
        actor, paper, ISSUER, kind, decision=decision, signer_name=paper.signer_name,
        signer_office=paper.signer_office, signed_at=at, file=file, at=at,
    )  # fmt: skip


def own_paper(inspection: Inspection, paper: OfficialPaper) -> None:
    """Faults when the paper belongs to another matter."""
    if (paper.owner_type, paper.owner_id) != (OWNER, str(inspection.pk)):
        vi, en = "Văn bản không thuộc cuộc kiểm tra này.", "The paper does not belong to this inspection."
        raise Faults(Fault("inspections.other_paper", "paper", vi, en, got=str(paper.uid)))


def check_signing(paper: OfficialPaper, signed_on: date, signer_name: str) -> None:
    """Faults for a day before the draft was made, or a signer without a name."""
    drafted = timezone.localdate(paper.drafted_at)
    faults = []
    if signed_on < drafted:
        faults.append(
            Fault(
                "inspections.signed_before_draft",
                "signed_on",
                f"Ngày ký {signed_on:%d/%m/%Y} trước ngày lập dự thảo {drafted:%d/%m/%Y}; hãy kiểm tra lại.",
                f"The day of signing {signed_on:%d/%m/%Y} is before the draft of "
                f"{drafted:%d/%m/%Y}; check it.",
                got=signed_on.isoformat(),
                expected=f">= {drafted.isoformat()}",
            )
        )
    if not signer_name.strip():
        vi, en = "Hãy ghi họ tên người ký.", "Give the name of the signer."
        faults.append(Fault("inspections.no_signer", "signer_name", vi, en))
    if faults:
        raise Faults(faults)
