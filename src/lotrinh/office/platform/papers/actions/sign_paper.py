"""Register a signature: the paper gets its number and date, and is frozen with its digest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from lotrinh.office.platform import audit
from lotrinh.office.platform.files.examine import Examined
from lotrinh.office.platform.models import OfficialPaper, PaperSignature
from lotrinh.office.platform.papers.actions.draft_paper import put_files, told
from lotrinh.office.platform.papers.compose import compose
from lotrinh.office.platform.papers.faults import one, other_revision
from lotrinh.office.platform.papers.files import keep_brought, look_at_scan, render
from lotrinh.office.platform.papers.frozen import frozen_digest
from lotrinh.office.platform.papers.locking import locked
from lotrinh.office.platform.papers.numbering import take_number
from lotrinh.office.platform.papers.sides import ISSUER, check_all_signed
from lotrinh.office.platform.papers.signatures.signing import VIETNAM
from lotrinh.office.platform.papers.signed_files import checked_signatures
from lotrinh.office.platform.papers.template import read_template, template_digest
from lotrinh.office.platform.policies import Decision, require


def sign_paper(
    actor: Any,
    paper: OfficialPaper,
    *,
    decision: Decision,
    signed_on: date,
    signer_name: str,
    signer_office: str,
    signed_file: bytes | None = None,
    expected_revision: int | None = None,
    at: datetime,
) -> OfficialPaper:
    """The paper, signed: next number of its series, date, files laid out anew with both, digest.

    signed_file: the signed copy, a PDF or a picture; a digital signature on it is checked first, and a broken
    one stops everything. Minutes need the record of each side before. A paper that this one replaces becomes
    'replaced' at the same moment. Faults leave the draft and the series as they were.
    """
    require(decision)
    _signed_by_now(paper, signed_on, at)
    examined = look_at_scan(paper, signed_file) if signed_file is not None else None
    verdict = checked_signatures(paper, examined.data, at) if examined else {}
    with transaction.atomic():
        row = locked(paper, OfficialPaper.DRAFT)
        if expected_revision is not None and row.revision != expected_revision:
            raise other_revision(row, expected_revision)
        _same_template(row)
        if read_template(row.template).sides:
            check_all_signed(row, has_file=examined is not None)
        before = told(row)
        _number(row, signed_on, signer_name, signer_office, actor, at)
        _freeze(actor, row, examined, at)
        if examined and not read_template(row.template).sides:
            _issuers(actor, row, verdict, at)
        audit.record(actor, "sign_paper", row, at=at, before=before, after=_told(row))
        _supersede(actor, row, at)
    return row


def _signed_by_now(paper: OfficialPaper, signed_on: date, at: datetime) -> None:
    today = at.astimezone(VIETNAM).date()
    if signed_on > today:
        raise one(
            "signed_in_future",
            paper,
            "Ngày ký không thể sau ngày hôm nay. Hãy kiểm tra lại ngày ký.",
            "A paper cannot be signed after today. Check the date.",
            got=signed_on.isoformat(),
            expected=f"<= {today.isoformat()}",
        )


def _same_template(row: OfficialPaper) -> None:
    """What is signed is laid out by the template that was read as a draft."""
    if row.template_digest != template_digest(row.template):
        raise one(
            "template_changed",
            row,
            "Mẫu văn bản đã thay đổi từ khi soạn dự thảo. Hãy soạn lại, xem lại rồi ký.",
            "The template has changed since the draft was made. Draft it again, read it, then sign.",
        )


def _number(row: OfficialPaper, signed_on: date, name: str, office: str, actor: Any, at: datetime) -> None:
    row.year, row.signed_on = signed_on.year, signed_on
    row.number = take_number(row.body, row.year, row.series_kind)
    row.signer_name, row.signer_office = name, office
    row.registered_by, row.registered_at = actor, at


def _freeze(actor: Any, row: OfficialPaper, examined: Examined | None, at: datetime) -> None:
    composed = compose(
        row.template, row.context, number=row.number, signed_on=row.signed_on, signer_name=row.signer_name
    )
    put_files(actor, row, render(row.template, composed, at), at)
    row.signed_file = keep_brought(actor, examined, at) if examined else None
    row.state = OfficialPaper.SIGNED
    row.digest = frozen_digest(row)
    row.save()


def _issuers(actor: Any, row: OfficialPaper, verdict: dict[str, Any], at: datetime) -> None:
    """The signed copy as a signature of the issuing body, with what the check said."""
    PaperSignature.objects.create(
        paper=row,
        side=ISSUER,
        kind=PaperSignature.PADES if verdict else PaperSignature.SCAN,
        signer_name=row.signer_name,
        signer_office=row.signer_office,
        signed_at=at,
        file=row.signed_file,
        verdict=verdict,
        recorded_by=actor,
        recorded_at=at,
    )


def _supersede(actor: Any, row: OfficialPaper, at: datetime) -> None:
    if row.replaces is None:
        return
    old = locked(row.replaces, OfficialPaper.SIGNED)
    OfficialPaper.objects.filter(pk=old.pk).update(state=OfficialPaper.REPLACED)
    audit.record(
        actor,
        "replace_paper",
        old,
        at=at,
        before={"state": OfficialPaper.SIGNED},
        after={"state": OfficialPaper.REPLACED, "by": str(row.uid)},
    )


def _told(row: OfficialPaper) -> dict[str, Any]:
    return told(row) | {
        "signed_on": row.signed_on, "signer": row.signer_name, "office": row.signer_office,
        "digest": row.digest, "signed_file": row.signed_file.sha256 if row.signed_file else None,
    }  # fmt: skip
