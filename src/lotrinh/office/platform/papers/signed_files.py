"""The digital signatures on a file that was brought for a paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.faults import one, where
from lotrinh.office.platform.papers.files import is_pdf
from lotrinh.office.platform.papers.signatures import check_pdf_signatures, trusted_roots


def checked_signatures(
    paper: OfficialPaper, data: bytes, at: datetime, *, needed: bool = False
) -> dict[str, Any]:
    """Plain data of every digital signature on a file; empty for a scan without any.

    Faults when one of them is broken or altered, and when one is needed and there is none.
    """
    verdicts = check_pdf_signatures(data, at=at, roots=trusted_roots()) if is_pdf(data) else ()
    broken = [v for v in verdicts if v.broken]
    if broken:
        raise Faults(
            Fault("papers.signature_broken", where(paper), v.reason.vi, v.reason.en, got=v.field)
            for v in broken
        )
    if needed and not verdicts:
        raise one(
            "no_signature",
            paper,
            "Tệp PDF này không có chữ ký số nào. Hãy ký số rồi tải lên lại.",
            "This PDF carries no digital signature. Sign it and upload it again.",
        )
    return {"signatures": [v.as_dict() for v in verdicts]} if verdicts else {}
