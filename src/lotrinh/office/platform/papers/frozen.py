"""The digest of a signed paper, and the check that nothing of it has changed since."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from lotrinh.method.trace import Reason
from lotrinh.office.platform import chain
from lotrinh.office.platform.files import store
from lotrinh.office.platform.models import OfficialPaper, StoredFile

FIELDS = (
    "template", "template_digest", "owner_type", "owner_id", "body", "series_kind", "symbol", "year",
    "number", "signer_name", "signer_office", "subject", "context",
)  # fmt: skip
FILES = ("docx", "pdf", "signed_file")


def frozen_digest(paper: OfficialPaper) -> str:
    """SHA-256 over what the paper was made from, its number and date, and the hashes of its files."""
    values: dict[str, Any] = {name: getattr(paper, name) for name in FIELDS}
    values |= {name: _sha(getattr(paper, name)) for name in FILES}
    values["uid"] = str(paper.uid)
    values["signed_on"] = paper.signed_on.isoformat() if paper.signed_on else None
    values["replaces"] = str(paper.replaces.uid) if paper.replaces else None
    text = json.dumps(chain.plain(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def paper_breaks(paper: OfficialPaper) -> tuple[Reason, ...]:
    """What of a signed paper is not as it was signed; empty when it is whole."""
    found = []
    if paper.digest and frozen_digest(paper) != paper.digest:
        found.append(
            Reason(
                "papers.digest_differs",
                "Nội dung lưu của văn bản khác với lúc ký. Hãy báo quản trị hệ thống.",
                "The stored content of the paper differs from what was signed. Tell the administrator.",
                {"paper": str(paper.uid)},
            )
        )
    for name in FILES:
        file = getattr(paper, name)
        if file is not None and not store.is_whole(file.sha256):
            found.append(_file_broken(paper, name))
    return tuple(found)


def _file_broken(paper: OfficialPaper, name: str) -> Reason:
    return Reason(
        "papers.file_broken",
        f"Tệp {name} của văn bản bị mất hoặc bị thay đổi. Hãy khôi phục từ bản sao lưu.",
        f"The file {name} of the paper is gone or was changed. Restore it from the backup.",
        {"paper": str(paper.uid), "file": name},
    )


def _sha(file: StoredFile | None) -> str | None:
    return file.sha256 if file else None
