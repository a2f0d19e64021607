"""One function a template: the facts and the drafts, fitted to its schema."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.inspections.papers.facts import due_after
from lotrinh.office.inspections.papers.matter import Context, Matter
from lotrinh.office.inspections.papers.people import cited
from lotrinh.office.inspections.papers.prefill import Facts
from lotrinh.office.inspections.papers.words import lower_first, with_weekday
from lotrinh.office.inspections.papers.written import conclusion_context, minutes_context, team_report_context

REFORM: Final = "cải cách hành chính"
DOSSIERS: Final = (
    "Danh sách hồ sơ thủ tục hành chính đã tiếp nhận trong thời kỳ số liệu, để Đoàn kiểm tra rút ngẫu nhiên"
)
WITHOUT_UNIT: Final = ("outline-self-report",)


def context_of(matter: Matter) -> Context:
    """The context of a template. Raises Faults when a part that the paper needs is empty."""
    return _shared(matter) | CONTEXTS[matter.template](matter)


def _shared(matter: Matter) -> Context:
    context: Context = {
        "issuer": matter.issuer.as_context(),
        "year": matter.on.year,
        "synthetic": bool(matter.facts["synthetic"]),
        "recipients": [],
    }
    if matter.template not in WITHOUT_UNIT:
        context["unit"] = {"name": matter.facts["unit"]["name"]}
    if matter.template != "minutes":
        signers = matter.issuer.signers
        chosen = next((s for s in signers if s.key == matter.extra.get("signer")), signers[0])
        context["signing"] = {"lines": chosen.lines}
        if matter.template == "team-report":
            context["signing"]["name"] = matter.head["name"]
    return context


def _decision_team(matter: Matter) -> Context:
    facts, body = matter.facts, matter.body
    nominated = [n for n in dict.fromkeys(p["nomination"].strip() for p in facts["team"]) if n]
    bases = [
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        f"Căn cứ {facts['plan'].get('basis') or facts['plan']['reference']}",
        *([f"Theo văn bản cử người tham gia Đoàn kiểm tra: {'; '.join(nominated)}"] if nominated else []),
        "Theo đề nghị của Trưởng phòng Cải cách hành chính",
    ]
    return {
        "decider": body.decider,
        "bases": bases,
        "members": [cited(p) | {"role": _role(p)} for p in facts["team"]],
        "contents": [c["text"] for c in facts["contents"]],
        "form": facts["form"],
        "period": facts["plan"]["period"],
        "visit_time": facts["time"]["words"],
        "report_limit": facts["limits"]["words"]["team_report"],
        "executors": f"Chánh Văn phòng, Trưởng phòng Cải cách hành chính, {facts['unit']['head']}",
        "recipients": [
            *([f"{facts['plan']['authority']} (để báo cáo)"] if facts["plan"]["authority"] else []),
            "Các cơ quan cử người tham gia Đoàn kiểm tra",
        ],
    }


def _role(person: Facts) -> str:
    role = person["role"] if person["role"] != "Thành viên" else "thành viên"
    return f"{role}, phụ trách lĩnh vực: {', '.join(person['fields'])}" if person["fields"] else role


def _decision_change(matter: Matter) -> Context:
    facts, extra = matter.facts, matter.extra
    decision, unit = facts["papers"]["decision-team"], facts["unit"]["name"]
    context = {
        "decider": matter.body.decider,
        "matter": extra["matter"],
        "bases": [
            f"Căn cứ {decision} về việc thành lập Đoàn kiểm tra công tác {REFORM} tại {unit}",
            "Theo đề nghị của Trưởng phòng Cải cách hành chính",
        ],
        "team_decision": decision,
        "keeper": "phòng Cải cách hành chính",
        "executors": "Chánh Văn phòng, Trưởng phòng Cải cách hành chính",
        "recipients": [facts["unit"]["name"]]
        if not facts["unannounced"] or facts["time"]["opened_at"]
        else [],
    }
    named = ("replaced", "added", "released", "pause", "resume", "stop")
    return context | {key: extra[key] for key in named if key in extra}


def _notice(matter: Matter) -> Context:
    facts = matter.facts
    return {
        "plan": facts["plan"]["reference"],
        "team_decision": facts["papers"]["decision-team"],
        "start": {
            "clock": facts["time"]["clock"],
            "day_words": with_weekday(date.fromisoformat(facts["time"]["start"])),
        },
        "place": facts["place"],
        "form": facts["form"],
        "head": matter.head,
        "unit_attendance": f"{facts['unit']['head']} (hoặc cấp phó được ủy quyền), lãnh đạo các bộ phận "
        "có liên quan, người phụ trách công tác cải cách hành chính",
        "contents": [c["text"] for c in facts["contents"]],
        "report_due": _report_due(matter),
        "preparations": [DOSSIERS],
        "contact": _contact(matter),
        "period": facts["plan"]["period"],
        "outline": _outline(matter.inspection),
        "recipients": ["Các thành viên Đoàn kiểm tra"],
    }


def _report_due(matter: Matter) -> str:
    """Set when the visit was announced; computed as it would be while the notice is drafted."""
    due: str | None = matter.facts["limits"]["due"].get("self_report")
    return due or due_after(matter.inspection, "self_report", matter.inspection.start_date).isoformat()


def _contact(matter: Matter) -> str:
    team = matter.facts["team"]
    found = next((p for p in team if p["role"] == "Thư ký"), team[0] if team else None)
    if found is None:
        return matter.body.follower
    return f"{lower_first(found['honorific'])} {found['name']}, {found['office']}"


def _outline(inspection: Inspection) -> list[dict[str, Any]]:
    return [
        {"title": section.vi, "items": [item.vi for item in section.items]}
        for section in outline_of(inspection).sections
    ]


def _request(matter: Matter) -> Context:
    facts = matter.facts
    return {
        "addressees": [facts["unit"]["name"]],
        "plan": facts["plan"]["reference"],
        "report_due": _report_due(matter),
        "way": "nhập trực tiếp trên phần mềm quản lý kiểm tra, hoặc gửi văn bản qua trục liên thông",
        "contact": _contact(matter),
        "period": facts["plan"]["period"],
        "outline": _outline(matter.inspection),
    }


CONTEXTS: Final[dict[str, Callable[[Matter], Context]]] = {
    "decision-team": _decision_team,
    "decision-change": _decision_change,
    "notice-inspection": _notice,
    "outline-self-report": _request,
    "minutes": minutes_context,
    "team-report": team_report_context,
    "conclusion": conclusion_context,
}
