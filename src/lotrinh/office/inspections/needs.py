"""Conditions that a verb of the workflow needs, by the names that the definition uses.

Each takes the inspection and what the person gave with the verb, and returns a Fault or None. A component
above adds its own with ``need``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.office.inspections.models import Conflict, Finding, Inspection, Question, Seat
from lotrinh.office.platform.models import OfficialPaper

Given = Mapping[str, Any]
Need = Callable[[Inspection, Given], Fault | None]
NEEDS: dict[str, Need] = {}
OWNER = "inspections.inspection"


def need(name: str) -> Callable[[Need], Need]:
    """Register a condition under the name that the workflow uses."""

    def keep(check: Need) -> Need:
        NEEDS[name] = check
        return check

    return keep


def missing(inspection: Inspection, names: tuple[str, ...], given: Given) -> list[Fault]:
    """Every condition that does not hold; an unknown name is a KeyError, never passed over."""
    return [fault for name in names if (fault := NEEDS[name](inspection, given)) is not None]


def signed_paper(inspection: Inspection, template: str) -> OfficialPaper | None:
    """The newest paper of a template that is signed and not replaced."""
    return OfficialPaper.objects.filter(
        owner_type=OWNER, owner_id=str(inspection.pk), template=template, state=OfficialPaper.SIGNED
    ).first()


def seats_now(inspection: Inspection) -> list[Seat]:
    """Who sits in the team today."""
    return [seat for seat in inspection.seats.all() if seat.ended_at is None]


def _fault(name: str, vi: str, en: str, *, got: str = "", expected: str = "") -> Fault:
    return Fault(f"inspections.needs_{name}", name, vi, en, got=got, expected=expected)


@need("reason")
def _reason(inspection: Inspection, given: Given) -> Fault | None:
    if str(given.get("reason", "")).strip():
        return None
    return _fault("reason", "Hãy ghi lý do.", "Give the reason.", expected="text")


@need("new_date")
def _new_date(inspection: Inspection, given: Given) -> Fault | None:
    if given.get("start_date") and given.get("end_date"):
        return None
    return _fault("new_date", "Hãy chọn ngày kiểm tra mới.", "Choose the new days.", expected="start, end")


@need("head")
def _head(inspection: Inspection, given: Given) -> Fault | None:
    if any(seat.role == "head" for seat in seats_now(inspection)):
        return None
    return _fault(
        "head", "Đoàn chưa có trưởng đoàn; hãy chọn một người.", "The team has no head; choose one."
    )


@need("secretary")
def _secretary(inspection: Inspection, given: Given) -> Fault | None:
    if any(seat.role == "secretary" for seat in seats_now(inspection)):
        return None
    return _fault(
        "secretary", "Đoàn chưa có thư ký; hãy chọn một người.", "The team has no secretary; choose one."
    )


@need("nominations")
def _nominations(inspection: Inspection, given: Given) -> Fault | None:
    """A member is named by a paper of his own body (TT 56/2025/TT-BCT, Art. 6); the office names its own."""
    own = inspection.plan.definition.get("drafted_by", "") if inspection.plan else ""
    open_ones = [s.name for s in seats_now(inspection) if s.body_code != own and not s.nomination.strip()]
    if not open_ones:
        return None
    names = ", ".join(open_ones)
    return _fault(
        "nominations",
        f"Chưa có văn bản cử của cơ quan: {names}. Hãy ghi số và ngày công văn cử.",
        f"Not named by a paper of their own body: {names}. Enter its number and date.",
        got=names,
        expected="number and date of the nominating paper",
    )


@need("decision_signed")
def _decision_signed(inspection: Inspection, given: Given) -> Fault | None:
    if signed_paper(inspection, "decision-team"):
        return None
    return _fault(
        "decision_signed",
        "Quyết định thành lập đoàn chưa ký; hãy ký và vào số trước.",
        "The decision on the team is not signed; sign and number it first.",
    )


@need("questions")
def _questions(inspection: Inspection, given: Given) -> Fault | None:
    if Question.objects.for_actions().filter(inspection=inspection, removed_at__isnull=True).exists():
        return None
    return _fault(
        "questions",
        "Chưa có câu hỏi nào; hãy lấy bảng kiểm tra của kế hoạch.",
        "There is no question yet; take over the checklist of the plan.",
    )


@need("announced_if_planned")
def _announced(inspection: Inspection, given: Given) -> Fault | None:
    if inspection.form == "unannounced" or inspection.steps.filter(verb="announce_visit").exists():
        return None
    return _fault(
        "announced_if_planned",
        "Cuộc kiểm tra theo kế hoạch phải được thông báo trước khi bắt đầu.",
        "A planned inspection is announced before it begins.",
    )


@need("no_conflicts")
def _no_conflicts(inspection: Inspection, given: Given) -> Fault | None:
    count = Conflict.objects.for_actions().filter(inspection=inspection, resolved_at__isnull=True).count()
    if not count:
        return None
    return _fault(
        "no_conflicts",
        f"Còn {count} chỗ hai người ghi khác nhau; hãy chọn bản đúng trước.",
        f"{count} places were changed differently by two people; decide them first.",
        got=str(count),
        expected="0",
    )


@need("minutes_signed")
def _minutes_signed(inspection: Inspection, given: Given) -> Fault | None:
    paper = signed_paper(inspection, "minutes")
    sides = set(paper.signatures.values_list("side", flat=True)) if paper else set()
    if paper and {"team", "unit"} <= sides:
        return None
    return _fault(
        "minutes_signed",
        "Biên bản cần chữ ký của cả hai bên, hoặc ghi rõ đơn vị từ chối ký và lý do.",
        "The minutes need the signatures of both sides, or a note that the unit refused, with the reason.",
        got=", ".join(sorted(sides)) or "-",
        expected="team, unit",
    )


@need("team_report")
def _team_report(inspection: Inspection, given: Given) -> Fault | None:
    if signed_paper(inspection, "team-report"):
        return None
    return _fault(
        "team_report",
        "Báo cáo kết quả kiểm tra chưa ký; hãy soạn, ký và vào số.",
        "The team report is not signed; write, sign and number it.",
    )


@need("findings_reviewed")
def _findings_reviewed(inspection: Inspection, given: Given) -> Fault | None:
    bad = Finding.objects.for_actions().filter(
        inspection=inspection,
        kind__in=["shortcoming", "violation"],
        withdrawn_at__isnull=True,
        cause_kind="",
    )
    count = bad.count()
    if not count:
        return None
    return _fault(
        "findings_reviewed",
        f"{count} hạn chế, vi phạm chưa ghi nguyên nhân khách quan hay chủ quan.",
        f"{count} shortcomings or violations have no cause, objective or subjective.",
        got=str(count),
        expected="0",
    )


@need("report_complete")
def _report_complete(inspection: Inspection, given: Given) -> Fault | None:
    """given["open_items"]: keys of required items without a value, as the caller read them."""
    open_items = list(given.get("open_items", ()))
    if not open_items:
        return None
    return _fault(
        "report_complete",
        f"Còn {len(open_items)} mục bắt buộc chưa ghi; hãy ghi, hoặc ghi rõ không có số liệu.",
        f"{len(open_items)} required items are empty; fill them, or say that there are no figures.",
        got=", ".join(open_items[:10]),
        expected="every required item",
    )


@need("conclusion")
def _conclusion(inspection: Inspection, given: Given) -> Fault | None:
    if signed_paper(inspection, "conclusion"):
        return None
    return _fault(
        "conclusion",
        "Thông báo kết luận chưa ký; hãy soạn, ký và vào số.",
        "The notice of conclusion is not signed; write, sign and number it.",
    )
