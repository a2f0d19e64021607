"""Record that a side has signed a paper, by hand or digitally, or has refused to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from lotrinh.office.platform import audit
from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.examine import Examined
from lotrinh.office.platform.models import OfficialPaper, PaperSignature
from lotrinh.office.platform.papers.faults import one
from lotrinh.office.platform.papers.files import keep_brought, look_at_scan
from lotrinh.office.platform.papers.locking import locked
from lotrinh.office.platform.papers.sides import check_side
from lotrinh.office.platform.papers.signed_files import checked_signatures
from lotrinh.office.platform.policies import Decision, require


def record_signature(
    actor: Any,
    paper: OfficialPaper,
    side: str,
    kind: str,
    *,
    decision: Decision,
    signer_name: str,
    signer_office: str = "",
    signed_at: datetime,
    file: bytes | None = None,
    note: str = "",
    at: datetime,
) -> PaperSignature:
    """One signature of one side, kept for ever; Faults when it does not fit the paper.

    side: a key of the template's sides, or 'issuer' for a paper that one body signs. kind: 'scan' (file: the
    signed copy, or None when the one given to ``sign_paper`` shows it), 'pades' (file: our PDF, digitally
    signed and otherwise unchanged) or 'refused' (note: why). A refusal can be followed by a signature.
    """
    require(decision)
    examined = look_at_scan(paper, file) if file is not None else None
    verdict = _digital(paper, examined, at) if kind == PaperSignature.PADES else {}
    with transaction.atomic():
        row = locked(paper, OfficialPaper.DRAFT, OfficialPaper.SIGNED)
        if row.pdf_id != paper.pdf_id and kind == PaperSignature.PADES:
            verdict = _digital(row, examined, at)
        check_side(row, side, kind, note)
        made = PaperSignature.objects.create(
            paper=row,
            side=side,
            kind=kind,
            signer_name=signer_name,
            signer_office=signer_office,
            signed_at=signed_at,
            file=keep_brought(actor, examined, at) if examined else None,
            verdict=verdict,
            note=note,
            recorded_by=actor,
            recorded_at=at,
        )
        audit.record(actor, "record_signature", row, at=at, after=_told(made), note=note)
    return made


def _digital(paper: OfficialPaper, examined: Examined | None, at: datetime) -> dict[str, Any]:
    """The verdicts on a signed PDF; Faults when there is none, one is broken, or it is another document."""
    if examined is None:
        raise one(
            "signed_pdf_missing",
            paper,
            "Ký số cần tệp PDF đã ký. Hãy tải lên tệp đó.",
            "A digital signature needs the signed PDF. Upload it.",
            expected="PDF",
        )
    verdict = checked_signatures(paper, examined.data, at, needed=True)
    last = paper.signatures.filter(kind=PaperSignature.PADES).order_by("-pk").first()
    before = last.file if last and last.file else paper.pdf
    if before is None or not examined.data.startswith(store.read(before.sha256)):
        raise one(
            "other_document",
            paper,
            "Tệp đã ký không phải văn bản này (hoặc thiếu chữ ký của bên ký trước). "
            "Hãy ký trên tệp PDF tải từ hệ thống.",
            "The signed file is another document, or lacks the signature of the side before. "
            "Sign the PDF that comes from this system.",
        )
    return verdict


def _told(row: PaperSignature) -> dict[str, Any]:
    return {
        "side": row.side, "kind": row.kind, "signer": row.signer_name,
        "file": row.file.sha256 if row.file else None, "signed_at": row.signed_at,
    }  # fmt: skip
