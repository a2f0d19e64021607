"""What stops an action on a paper: the state, the revision, the file or the signatures are not right."""

from __future__ import annotations

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform.models import OfficialPaper

STATES = {
    "draft": ("dự thảo", "a draft"),
    "signed": ("đã ký", "signed"),
    "replaced": ("đã được thay thế", "replaced"),
    "withdrawn": ("đã hủy", "withdrawn"),
}


def where(paper: OfficialPaper) -> str:
    """The paper in a fault: its template and its id."""
    return f"{paper.template}/{paper.pk}"


def wrong_state(paper: OfficialPaper, *needed: str) -> Faults:
    """The paper is not in the state that the action needs."""
    vi, en = STATES[paper.state]
    need_vi, need_en = (" / ".join(STATES[state][i] for state in needed) for i in (0, 1))
    return Faults(
        Fault(
            "papers.wrong_state",
            where(paper),
            f"Văn bản này {vi}; việc này cần văn bản ở trạng thái: {need_vi}. Hãy tải lại trang.",
            f"This paper is {en}; this needs one that is {need_en}. Load the page again.",
            got=paper.state,
            expected=" | ".join(needed),
        )
    )


def other_revision(paper: OfficialPaper, expected: int) -> Faults:
    """Somebody else has changed the draft in the meantime."""
    return Faults(
        Fault(
            "papers.other_revision",
            where(paper),
            f"Dự thảo đã được người khác sửa (bản {paper.revision}, bạn đang sửa bản {expected}). "
            "Hãy mở bản mới nhất rồi sửa lại.",
            f"Somebody else has changed the draft (revision {paper.revision}, yours was {expected}). "
            "Open the newest and change that.",
            got=str(expected),
            expected=str(paper.revision),
        )
    )


def one(code: str, paper: OfficialPaper, vi: str, en: str, *, got: str = "", expected: str = "") -> Faults:
    """One fault of one paper."""
    return Faults(Fault(f"papers.{code}", where(paper), vi, en, got=got, expected=expected))
