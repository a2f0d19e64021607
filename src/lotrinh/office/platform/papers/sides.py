"""Which sides sign a paper, and whether enough of them have."""

from __future__ import annotations

from lotrinh.office.platform.models import OfficialPaper, PaperSignature
from lotrinh.office.platform.papers.body import chosen
from lotrinh.office.platform.papers.faults import one
from lotrinh.office.platform.papers.template import SideOf, read_template

ISSUER = "issuer"


def sides_of(paper: OfficialPaper) -> list[SideOf]:
    """The sides that the template names for this paper's context; empty when one body signs."""
    sides = read_template(paper.template).sides
    return [side for side in sides if any(True for _ in chosen(side, paper.context))]


def check_side(paper: OfficialPaper, side: str, kind: str, note: str) -> None:
    """Faults when this side does not sign this paper, has signed already, or may not refuse."""
    known = {s.key: s for s in sides_of(paper)}
    if side not in (known or {ISSUER}):
        raise one(
            "unknown_side",
            paper,
            "Bên ký này không có trong văn bản. Hãy chọn bên ký khác.",
            "This side does not sign this paper. Choose another one.",
            got=side,
            expected=" | ".join(known or [ISSUER]),
        )
    if paper.signatures.filter(side=side).exclude(kind=PaperSignature.REFUSED).exists():
        raise one(
            "side_has_signed",
            paper,
            "Bên này đã ký văn bản.",
            "This side has signed the paper already.",
            got=side,
        )
    if kind == PaperSignature.REFUSED:
        _check_refusal(paper, known.get(side), note)


def _check_refusal(paper: OfficialPaper, side: SideOf | None, note: str) -> None:
    if side is None or not side.may_refuse:
        raise one(
            "may_not_refuse",
            paper,
            "Chỉ bên được kiểm tra có thể được ghi là từ chối ký.",
            "Only the inspected side can be recorded as refusing.",
        )
    if not note.strip():
        raise one(
            "reason_missing",
            paper,
            "Hãy ghi lý do từ chối ký.",
            "Say why the side refused to sign.",
            expected="note",
        )


def check_all_signed(paper: OfficialPaper, *, has_file: bool) -> None:
    """Faults when a side of minutes has neither signed nor, where it may, refused, or no copy shows it."""
    recorded = {s.side: s for s in paper.signatures.all()}
    missing = [s.key for s in sides_of(paper) if s.key not in recorded]
    if missing:
        raise one(
            "side_missing",
            paper,
            "Chưa đủ chữ ký của các bên. Hãy ghi nhận chữ ký (hoặc việc từ chối ký) của từng bên trước.",
            "Not every side has signed. Record the signature, or the refusal, of each side first.",
            got=", ".join(sorted(recorded)),
            expected=", ".join(missing),
        )
    bare = [s.side for s in recorded.values() if s.kind != PaperSignature.REFUSED and s.file_id is None]
    if bare and not has_file:
        raise one(
            "signed_copy_missing",
            paper,
            "Chưa có bản đã ký. Hãy tải lên bản quét có chữ ký của các bên.",
            "There is no signed copy. Upload the scan that shows the signatures.",
            expected="PDF | JPEG | PNG",
        )
