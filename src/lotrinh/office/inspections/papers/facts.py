"""Everything that the papers of one inspection say, as plain JSON data. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from lotrinh.office.inspections.limits import computed, spans_of
from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.inspections.papers.answers import answer_facts
from lotrinh.office.inspections.papers.bodies import (
    body_of,
    issuer_of,
    open_reference,
    reference,
)
from lotrinh.office.inspections.papers.findings import (
    FAULTY,
    Names,
    earlier_facts,
    finding_fact,
    once,
    sectors,
)
from lotrinh.office.inspections.papers.names import head_of, inspected_name, seat_of, spelled_out
from lotrinh.office.inspections.papers.words import long, lower_first, moment, short, span
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.platform.papers.symbols import paper_symbol

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection, Seat
    from lotrinh.office.inspections.papers.gathering import Gathered
    from lotrinh.office.planning.models import Plan

ROLES: Final = {
    "head": "Trưởng đoàn",
    "deputy": "Phó Trưởng đoàn",
    "secretary": "Thư ký",
    "member": "Thành viên",
}
ORDER: Final = tuple(ROLES)
HONORIFIC: Final = "Ông (bà)"
AT_A_BODY: Final = (
    "giám đốc",
    "phó giám đốc",
    "chánh",
    "phó chánh",
    "chủ tịch",
    "phó chủ tịch",
    "chuyên viên",
)
NO_SELF_REPORT: Final = "đơn vị chưa nộp báo cáo tự kiểm tra"
DIFFICULTIES, PROPOSALS = "difficult", "propos"


def facts_of(gathered: Gathered) -> dict[str, Any]:
    """The facts of an inspection."""
    inspection = gathered.inspection
    name, names = inspected_name(inspection), Names(gathered.concluded, gathered.bodies)
    kinds = ("result", "shortcoming", "violation", "good_model")
    findings = [finding_fact(f, name, names) for f in gathered.found(*kinds)]
    return {
        "synthetic": inspection.synthetic or bool(_definition(inspection.plan).get("synthetic")),
        "unit": {"name": name, "head": head_of(inspection.unit), "kind": inspection.unit.kind},
        "place": seat_of(inspection),
        "form": _form(inspection),
        "unannounced": inspection.form == "unannounced",
        "plan": plan_facts(inspection.plan, inspection.start_date),
        "time": time_facts(inspection),
        "team": [seat_fact(s) for s in seats_in_order(gathered)],
        "contents": content_facts(inspection.plan, findings),
        "answers": answer_facts(gathered),
        "asked": len(gathered.questions),
        "findings": findings,
        "causes": {
            kind: once(line for f in findings for line in f[kind]) for kind in ("objective", "subjective")
        },
        "difficulties": _difficulties(findings),
        "responsibilities": once(
            f"{f['responsible']} chịu trách nhiệm về nội dung: {lower_first(f['text'])}"
            for f in findings
            if f["responsible"] and f["kind"] in FAULTY
        ),
        "proposals": once(f["proposal"] for f in findings if f["proposal"]),
        "earlier": earlier_facts(gathered),
        "evidence": [_evidence(n, e) for n, e in enumerate(gathered.evidence, 1)],
        "self_report": self_report_facts(gathered),
        "papers": paper_references(gathered),
        "limits": limit_facts(gathered),
    }


def _definition(plan: Plan | None) -> Mapping[str, Any]:
    return plan.definition if plan is not None else {}


def _form(inspection: Inspection) -> str:
    words = workflow().forms[inspection.form].vi
    return words[:1].lower() + words[1:]


def plan_facts(plan: Plan | None, day: date) -> dict[str, Any]:
    """number, date, authority, period, and the plan as it is cited."""
    raw = _definition(plan)
    if plan is None:
        year = day.year
        return {"reference": f"kế hoạch kiểm tra công tác cải cách hành chính năm {year}", "authority": "",
                "basis": "", "period": {"first": f"{year}-01-01", "last": day.isoformat()}}  # fmt: skip
    authority = spelled_out(raw.get("authority", {}).get("vi", ""))
    issued = f" {long(plan.issued_on)}" if plan.issued_on else ""
    title = plan.title.removeprefix("Kế hoạch ").strip()
    cited = f"Kế hoạch số {plan.number}{issued} của {authority}".strip()
    start = date(plan.period_start.year, 1, 1)
    return {
        "number": plan.number,
        "authority": authority,
        "reference": cited,
        "basis": f"{cited} về {title}",
        "period": {"first": start.isoformat(), "last": max(start, day).isoformat()},
    }


def time_facts(inspection: Inspection) -> dict[str, Any]:
    """The visit: planned days, and when it really began and ended."""
    return {
        "start": inspection.start_date.isoformat(),
        "end": inspection.end_date.isoformat(),
        "words": span(inspection.start_date, inspection.end_date),
        "clock": "08:00" if inspection.start_part == "am" else "13:30",
        "opened_at": moment(inspection.begun_at),
        "ended_at": moment(inspection.ended_at),
    }


def seats_in_order(gathered: Gathered) -> list[Seat]:
    """Who sits in the team now: head, deputies, secretary, members."""
    now = [s for s in gathered.seats if s.ended_at is None]
    return sorted(now, key=lambda s: (ORDER.index(s.role), s.pk))


def seat_fact(seat: Seat) -> dict[str, Any]:
    """A person of the team."""
    fields = [sectors()[key].lower() for key in seat.fields if key in sectors()]
    return {
        "honorific": HONORIFIC,
        "name": seat.name,
        "office": office_of(seat.office, spelled_out(seat.body_name)) or "thành viên theo văn bản cử",
        "role": ROLES[seat.role],
        "fields": fields,
        "nomination": seat.nomination,
        "body": seat.body_name,
    }


def office_of(office: str, body: str) -> str:
    """'Phó Giám đốc Sở Nội vụ'; 'Trưởng phòng Cải cách hành chính, Sở Nội vụ'; never the body twice."""
    office = office.strip()
    if not office or not body or body.casefold() in office.casefold():
        return office or body
    return f"{office} {body}" if office.lower().startswith(AT_A_BODY) else f"{office}, {body}"


def content_facts(plan: Plan | None, findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contents of the plan by number; one of its own where the inspection has no plan."""
    raw = _definition(plan).get("contents") or [{"number": 1, "vi": "Công tác cải cách hành chính"}]
    return [{"number": c["number"], "text": c["vi"].strip()} for c in raw]


def _difficulties(findings: list[dict[str, Any]]) -> list[dict[str, str]]:
    rows = {f["difficulty"]: f["whom"] or "chưa xác định" for f in findings if f["difficulty"]}
    return [{"text": text, "whom": whom} for text, whom in rows.items()]


def _evidence(number: int, row: Any) -> dict[str, Any]:
    return {
        "n": number,
        "name": row.file.name,
        "caption": row.caption,
        "version": row.number,
        "about_on": row.about_on.isoformat() if row.about_on else None,
        "sha256": row.file.sha256,
    }


def self_report_facts(gathered: Gathered) -> dict[str, Any]:
    """The unit's own report: whether and when it came, its difficulties and proposals."""
    report = gathered.self_report
    if report is None or report.state != "handed_in" or report.handed_in_at is None:
        return {
            "handed_in": False,
            "words": NO_SELF_REPORT,
            "difficulties": [],
            "proposals": [],
            "profile": "",
        }
    day = timezone.localdate(report.handed_in_at)
    texts = _report_texts(gathered)
    return {
        "handed_in": True,
        "words": f"báo cáo tự kiểm tra nộp ngày {short(day)}",
        "difficulties": texts["difficulties"],
        "proposals": texts["proposals"],
        "profile": texts["profile"],
    }


def _report_texts(gathered: Gathered) -> dict[str, Any]:
    """Texts of the report that papers take over: items and rows whose keys speak of them."""
    found: dict[str, Any] = {"difficulties": [], "proposals": [], "profile": ""}
    for section in outline_of(gathered.inspection).sections:
        for item in section.items:
            value = gathered.report_items.get(item.key)
            lines = _lines_of(item, value)
            if DIFFICULTIES in item.key or DIFFICULTIES in section.key:
                found["difficulties"] += lines
            elif PROPOSALS in item.key or PROPOSALS in section.key:
                found["proposals"] += lines
            elif item.key == "direction-summary" and isinstance(value, str):
                found["profile"] = value.strip()
    return found


def _lines_of(item: Any, value: Any) -> list[dict[str, str]]:
    if isinstance(value, str):
        return [{"text": line.strip(), "whom": ""} for line in value.splitlines() if line.strip()]
    if not isinstance(value, list) or not item.columns:
        return []
    first = item.columns[0].key
    whom = next((c for c in item.columns if c.key in ("remover", "whom", "addressee", "to", "who")), None)
    rows = [row for row in value if isinstance(row, dict) and row.get(first)]
    return [{"text": str(r[first]).strip(), "whom": _cell(whom, r)} for r in rows]


def _cell(column: Any, row: Mapping[str, Any]) -> str:
    value = row.get(column.key) if column is not None else None
    options = {o.key: o.vi for o in column.options} if column is not None else {}
    return options.get(str(value), str(value or ""))


def paper_references(gathered: Gathered) -> dict[str, str]:
    """How each earlier paper is cited; with room for number and day while it is not signed."""
    plan, inspection = gathered.inspection.plan, gathered.inspection
    kinds = {
        "decision-team": ("Quyết định", "QĐ"),
        "minutes": ("Biên bản", "BB"),
        "team-report": ("Báo cáo", "BC"),
        "conclusion": ("Thông báo", "TB"),
    }
    found = {}
    for template, (kind, type_) in kinds.items():
        issuer, paper = issuer_of(plan, template), gathered.paper(template)
        by = body_of(plan).decider if template == "decision-team" else issuer.name
        if paper is not None and paper.state == "signed":
            found[template] = reference(paper, kind, by)
        else:
            symbol = paper_symbol(type_, issuer.abbreviation, issuer.division)
            found[template] = open_reference(kind, symbol, inspection.start_date.year, by)
    return found


def limit_facts(gathered: Gathered) -> dict[str, Any]:
    """Limits in words, and the last days that are set."""
    units = {"working": "ngày làm việc", "calendar": "ngày"}
    spans = spans_of(gathered.inspection.plan)
    words = {key: f"{s.days:02d} {units[s.unit]}" for key, s in spans.items()}
    return {"words": words, "due": {k: d.due_on.isoformat() for k, d in gathered.deadlines.items()}}


def due_after(inspection: Inspection, key: str, on: date) -> date:
    """The last day of a limit that would run from a day."""
    return computed(inspection, spans_of(inspection.plan)[key], on).due_on
