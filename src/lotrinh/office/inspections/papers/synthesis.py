"""What the report of a year says: counts over all inspections of a plan, each sentence with its figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lotrinh.office.inspections.models import Finding, Inspection
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.papers.facts import plan_facts
from lotrinh.office.inspections.papers.findings import FAULTY, WHOM, causes_in_words
from lotrinh.office.inspections.papers.names import inspected_name
from lotrinh.office.inspections.papers.words import count, percent, span
from lotrinh.office.inspections.rows import MINUTED
from lotrinh.office.platform.models import OfficialPaper

if TYPE_CHECKING:
    from lotrinh.office.planning.models import Plan

KINDS: Final = {
    "department": "Sở, cơ quan tương đương sở",
    "district": "Quận, huyện, thị xã",
    "commune": "Xã, phường, thị trấn",
    "province": "Cấp tỉnh",
}
ENDED: Final = ("visited", *MINUTED)
CONCLUDED: Final = ("concluded", "closed")
MOST_NAMED: Final = 12
NO_FIGURES: Final = {"total": 0, "verified": 0, "running": 0, "overdue": 0}


def synthesis_facts(
    plan: Plan, period: str, on: date, first: date | None, last: date | None, correction: Mapping[str, int],
    corrected: Mapping[int, str],
) -> dict[str, Any]:  # fmt: skip
    """The fields of the report that are counted. A constant number of queries."""
    inspections = _inspections(plan, first, last)
    done = [i for i in inspections if i.state in ENDED]
    findings = _findings([i for i in done if i.state in CONCLUDED])
    numbers = _numbers(done)
    facts = plan_facts(plan, on)
    figures = {key: correction.get(key, 0) for key in NO_FIGURES}
    return {
        "addressees": [facts["authority"] or "Cấp có thẩm quyền"],
        "plan": facts["reference"],
        "period_name": period,
        "as_of": on.isoformat(),
        "conduct": _conduct(inspections, done),
        "kinds": _kinds(inspections),
        "strengths": _strengths(findings),
        "models": [
            {"unit": inspected_name(f.inspection), "text": f.text.strip()}
            for f in findings
            if f.kind == "good_model"
        ],
        "shortcomings": _by_content(plan, findings),
        "causes": _causes(findings),
        "correction": figures | _waiting(correction.get("reported", 0)),
        "assessment": _assessment(findings, done, figures),
        "difficulties": _difficulties(findings),
        "proposals": _proposals(findings),
        "inspections": [_line(i, findings, numbers, corrected) for i in done],
    }


def _inspections(plan: Plan, first: date | None, last: date | None) -> list[Inspection]:
    rows = Inspection.objects.for_actions().filter(plan=plan).exclude(state="stopped")
    rows = rows.filter(start_date__gte=first) if first else rows
    rows = rows.filter(start_date__lte=last) if last else rows
    return list(rows.select_related("unit__parent").order_by("start_date", "pk"))


def _findings(inspections: Sequence[Inspection]) -> list[Finding]:
    rows = Finding.objects.for_actions().filter(inspection__in=inspections, withdrawn_at=None)
    return list(rows.select_related("inspection__unit__parent").order_by("content", "pk"))


def _numbers(inspections: Sequence[Inspection]) -> dict[int, str]:
    rows = OfficialPaper.objects.filter(
        owner_type=OWNER, owner_id__in=[str(i.pk) for i in inspections], template="conclusion",
        state=OfficialPaper.SIGNED,
    )  # fmt: skip
    return {int(p.owner_id): f"{p.number:02d}/{p.symbol}" for p in rows}


def _conduct(inspections: Sequence[Inspection], done: Sequence[Inspection]) -> str:
    hidden = sum(i.form == "unannounced" for i in done)
    concluded = sum(i.state in CONCLUDED for i in done)
    share = f" ({percent(len(done) / len(inspections))})" if inspections else ""
    return (
        f"Theo kế hoạch có {count(len(inspections))} cuộc kiểm tra; đã kiểm tra {count(len(done))} cuộc"
        f"{share}, trong đó {count(hidden)} cuộc đột xuất; đã kết luận {count(concluded)} cuộc."
    )


def _kinds(inspections: Sequence[Inspection]) -> list[dict[str, Any]]:
    rows = []
    for kind, words in KINDS.items():
        own = [i for i in inspections if i.unit.kind == kind]
        done = [i for i in own if i.state in ENDED]
        if own:
            rows.append(
                {"kind": words, "planned": len(own), "done": len(done),
                 "unannounced": sum(i.form == "unannounced" for i in done),
                 "concluded": sum(i.state in CONCLUDED for i in done)}
            )  # fmt: skip
    return rows or [
        {"kind": "Chưa có cuộc kiểm tra", "planned": 0, "done": 0, "unannounced": 0, "concluded": 0}
    ]


def _strengths(findings: Sequence[Finding]) -> list[str]:
    good = [f for f in findings if f.kind == "result"]
    units = {f.inspection.unit_id for f in good}
    if not good:
        return []
    said = [f"Ghi nhận {count(len(good))} kết quả tại {count(len(units))} cơ quan, đơn vị."]
    return said + [
        f"{f.text.strip().rstrip('.')} ({inspected_name(f.inspection)})." for f in good[:MOST_NAMED]
    ]


def _by_content(plan: Plan, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    titles = {c["number"]: c["vi"] for c in plan.definition.get("contents", [])}
    groups: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind in FAULTY:
            groups[finding.content].append(finding)
    rows = []
    for content in sorted(groups, key=lambda c: (c is None, c or 0)):
        own = groups[content]
        units = {f.inspection.unit_id for f in own}
        grave = sum(f.weight == "serious" for f in own)
        again = sum(f.found_before_id is not None for f in own)
        text = (
            f"Trong đó {count(sum(f.kind == 'violation' for f in own))} vi phạm, {count(grave)} nghiêm "
            f"trọng, {count(again)} đã được chỉ ra từ kỳ trước chưa khắc phục."
        )
        title = titles.get(content or 0, "Nội dung khác")
        rows.append({"title": title, "count": len(own), "units": len(units), "text": text})
    return rows


def _causes(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    words = causes_in_words()
    counted = Counter(key for f in findings if f.kind in FAULTY for key in set(f.causes) if key in words)
    return [
        {"title": words[key], "count": number}
        for key, number in sorted(counted.items(), key=lambda c: (-c[1], c[0]))
    ]


def _assessment(
    findings: Sequence[Finding], done: Sequence[Inspection], correction: Mapping[str, int]
) -> str:
    faults = [f for f in findings if f.kind in FAULTY]
    kinds = Counter(f.cause_kind for f in faults)
    unsaid = len(faults) - sum(kinds[key] for key in ("subjective", "objective", "both"))
    concluded = sum(i.state in CONCLUDED for i in done)
    first = (
        f"Qua {count(concluded)} cuộc kiểm tra đã kết luận, phát hiện {count(len(faults))} tồn tại, hạn chế"
    )
    causes = (
        f": {count(kinds['subjective'])} do nguyên nhân chủ quan, {count(kinds['objective'])} do nguyên nhân "
        f"khách quan, {count(kinds['both'])} do cả hai"
        + (f", {count(unsaid)} chưa xác định." if unsaid else ".")
    )
    total = correction["total"]
    if not total:
        return first + (causes if faults else ".")
    rate = percent(correction["verified"] / total)
    tail = (
        f"\nTỷ lệ nhiệm vụ đã xác nhận hoàn thành: {count(correction['verified'])}/{count(total)} ({rate})."
    )
    return first + (causes if faults else ".") + tail


def _waiting(reported: int) -> dict[str, str]:
    """Of the running tasks, those on which the unit has done its part."""
    if not reported:
        return {}
    said = f"Trong số đang thực hiện, {count(reported)} nhiệm vụ đơn vị đã báo cáo hoàn thành, chờ xác nhận."
    return {"comment": said}


def _difficulties(findings: Sequence[Finding]) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for finding in findings:
        text = " ".join(finding.difficulty.split()).rstrip(".")
        if text:
            whom = WHOM.get(finding.remover) or "đơn vị được kiểm tra"
            found.setdefault(text.casefold(), {"text": text, "whom": whom})
    return list(found.values())


def _proposals(findings: Sequence[Finding]) -> list[str]:
    """To those above, for the difficulties that no inspected body can remove itself."""
    counted = Counter(f.remover for f in findings if f.difficulty.strip() and f.remover in WHOM)
    return [
        f"Đề nghị {WHOM[key]} xem xét tháo gỡ {count(number)} khó khăn, vướng mắc thuộc thẩm quyền nêu tại "
        "mục IV."
        for key, number in sorted(counted.items())
    ]


def _line(
    inspection: Inspection,
    findings: Sequence[Finding],
    numbers: Mapping[int, str],
    corrected: Mapping[int, str],
) -> dict[str, Any]:
    own = [f for f in findings if f.inspection_id == inspection.pk and f.kind in FAULTY]
    return {
        "unit": inspected_name(inspection),
        "time": span(inspection.start_date, inspection.end_date).removeprefix("ngày "),
        "conclusion": numbers.get(inspection.pk, ""),
        "shortcomings": len(own),
        "corrected": corrected.get(inspection.pk, "–"),
    }
