"""One function a template: the facts and the drafts, fitted to its schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.inspections.papers.bodies import Body, Issuer, body_of, issuer_of
from lotrinh.office.inspections.papers.facts import due_after
from lotrinh.office.inspections.papers.people import absent, cited, members, people
from lotrinh.office.inspections.papers.prefill import Facts
from lotrinh.office.inspections.papers.words import listed, lower_first, with_weekday

Context = dict[str, Any]
WITHOUT_UNIT: Final = ("outline-self-report",)
MINUTES_NEED: Final = {
    "opened_at": ("giờ bắt đầu", "when it began"),
    "ended_at": ("giờ kết thúc", "when it ended"),
    "place": ("địa điểm", "the place"),
    "unit_people": ("người của đơn vị làm việc với đoàn", "the people of the unit"),
    "team_present": ("thành phần đoàn", "the team"),
    "team_signer": ("người ký của đoàn", "who signs for the team"),
}


@dataclass(frozen=True)
class Matter:
    """What a context is made from. values: of the parts of the draft, typed or from the figures.

    on: the day that the paper is drafted. extra: what the caller adds, plain data; ``signer``: the key of the
    signer in bodies.yaml. bodies: code → full name.
    """

    template: str
    inspection: Inspection
    facts: Facts
    on: date
    values: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)

    @property
    def issuer(self) -> Issuer:
        """Who issues the paper."""
        return issuer_of(self.inspection.plan, self.template)

    @property
    def body(self) -> Body:
        """The body behind the team."""
        return body_of(self.inspection.plan)

    @property
    def head(self) -> dict[str, str]:
        """The head of the team, as papers name him."""
        found = next((p for p in self.facts["team"] if p["role"] == "Trưởng đoàn"), None)
        if found is None:
            vi, en = "Đoàn chưa có trưởng đoàn; hãy chọn một người.", "The team has no head; choose one."
            raise Faults(Fault("inspections.needs_head", "head", vi, en))
        return cited(found)

    def lines(self, key: str) -> list[str]:
        """The lines of a part."""
        return listed(self.values.get(key))

    def rows(self, key: str, first: str) -> list[dict[str, Any]]:
        """The rows of a part whose first cell says something."""
        rows = self.values.get(key) or []
        return [row for row in rows if isinstance(row, dict) and str(row.get(first) or "").strip()]


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
    decision = facts["papers"]["decision-team"]
    context = {
        "decider": matter.body.decider,
        "matter": extra["matter"],
        "bases": [
            f"Căn cứ {decision} về việc thành lập Đoàn kiểm tra công tác cải cách hành chính tại {facts['unit']['name']}",
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
        "unit_attendance": f"{facts['unit']['head']} (hoặc cấp phó được ủy quyền), lãnh đạo các bộ phận có liên quan, "
        "người phụ trách công tác cải cách hành chính",
        "contents": [c["text"] for c in facts["contents"]],
        "report_due": _report_due(matter),
        "preparations": [
            "Danh sách hồ sơ thủ tục hành chính đã tiếp nhận trong thời kỳ số liệu, để Đoàn kiểm tra rút ngẫu nhiên"
        ],
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
    context = {
        "addressees": [facts["unit"]["name"]],
        "plan": facts["plan"]["reference"],
        "report_due": _report_due(matter),
        "way": "nhập trực tiếp trên phần mềm quản lý kiểm tra, hoặc gửi văn bản qua trục liên thông",
        "contact": _contact(matter),
        "period": facts["plan"]["period"],
        "outline": _outline(matter.inspection),
    }
    return context


def _minutes(matter: Matter) -> Context:
    facts = matter.facts
    _check_minutes(matter)
    draws = [a["draw"] for a in facts["answers"] if a["draw"]]
    representatives = people(matter.values.get("unit_people"))
    signer = str(matter.values.get("unit_signer") or "").strip() or representatives[0]["name"]
    secretary = str(matter.values.get("secretary") or "").strip()
    copies = int(matter.values.get("copies") or 2)
    context: Context = {
        "team_decision": facts["papers"]["decision-team"],
        "start": clock_and_day(matter.values["opened_at"]),
        "end": clock_and_day(matter.values["ended_at"]),
        "place": str(matter.values["place"]).strip(),
        "form": facts["form"],
        "members": members(matter.values["team_present"]),
        "representatives": representatives,
        "absent": absent(matter.values.get("absent")),
        "groups": [_minuted(matter, c) for c in facts["contents"]],
        "draws": [{k: d[k] for k in ("subject", "total", "drawn", "outcome")} for d in draws],
        "unit_opinions": matter.lines("opinions"),
        "unit_proposals": matter.lines("proposals"),
        "team_requests": matter.lines("requests"),
        "handed_over": matter.lines("handed_over"),
        "copies": copies,
        "copies_each": max(1, copies // 2),
        "unit_signer": {"name": signer},
        "team_signer": {"name": str(matter.values["team_signer"]).strip()},
        "recipients": [matter.body.name],
    }
    refusal = refusal_words(matter.values)
    return (
        context
        | ({"secretary": {"name": secretary}} if secretary else {})
        | ({"refusal": refusal} if refusal else {})
    )


def refusal_words(values: Mapping[str, Any]) -> str:
    """Why the unit would not sign, with the witness; '' when it signs."""
    reason = str(values.get("refusal") or "").strip().rstrip(".")
    witness = str(values.get("witness") or "").strip().rstrip(".")
    return f"{reason}; người làm chứng: {witness}" if reason and witness else reason


def _check_minutes(matter: Matter) -> None:
    empty = [key for key in MINUTES_NEED if not str(matter.values.get(key) or "").strip()]
    if empty:
        vi, en = (", ".join(MINUTES_NEED[k][n] for k in empty) for n in (0, 1))
        raise Faults(
            Fault(
                "inspections.minutes_open",
                ", ".join(empty),
                f"Biên bản còn thiếu: {vi}. Hãy ghi rồi lập bản in.",
                f"The minutes lack: {en}. Fill it in, then make the paper.",
            )
        )


def clock_and_day(moment: Any) -> dict[str, str]:
    """2020-08-18T08:30 → {"clock", "date"}."""
    read = datetime.fromisoformat(str(moment))
    return {"clock": f"{read:%H:%M}", "date": read.date().isoformat()}


def _minuted(matter: Matter, content: Facts) -> Context:
    number = content["number"]
    results = [{"text": line} for line in matter.lines(f"results.{number}")]
    faults = [{"text": line} for line in matter.lines(f"faults.{number}")]
    return {
        "title": content["text"],
        "results": results,
        "shortcomings": faults,
        "has_content": bool(results or faults),
    }


def _faults_of(matter: Matter, key: str) -> list[dict[str, str]]:
    rows = matter.rows(key, "text")
    return [{k: str(row[k]).strip() for k in ("text", "extent", "earlier") if str(row.get(k) or "").strip()}
            for row in rows]  # fmt: skip


def _causes(matter: Matter) -> dict[str, list[str]]:
    found = {kind: matter.lines(kind) for kind in ("objective", "subjective")}
    return {kind: lines for kind, lines in found.items() if lines}


def _team_report(matter: Matter) -> Context:
    facts = matter.facts
    return {
        "addressee": matter.body.decider,
        "team_decision": facts["papers"]["decision-team"],
        "visit_time": facts["time"]["words"],
        "form": facts["form"],
        "grounds": str(matter.values["grounds"]).strip(),
        "unit_profile": str(matter.values["unit_profile"]).strip(),
        "groups": [_reported(matter, c) for c in facts["contents"]],
        "causes": _causes(matter),
        "responsibilities": matter.lines("responsibilities"),
        "measures": matter.lines("measures"),
        "unit_proposals": [
            {
                "text": str(r["text"]).strip(),
                "whom": str(r.get("whom") or "").strip() or "cơ quan có thẩm quyền",
            }
            for r in matter.rows("unit_proposals", "text")
        ],
        "team_proposals": [
            {
                "unit": str(r.get("unit") or "").strip() or facts["unit"]["name"],
                "task": str(r["task"]).strip(),
                "deadline": str(r.get("deadline") or "").strip() or "theo kết luận",
            }
            for r in matter.rows("team_proposals", "task")
        ],
        "recipients": ["Các thành viên Đoàn kiểm tra"],
    }


def _reported(matter: Matter, content: Facts) -> Context:
    number = content["number"]
    group: Context = {
        "title": content["text"],
        "results": [{"text": line} for line in matter.lines(f"results.{number}")],
        "shortcomings": _faults_of(matter, f"faults.{number}"),
    }
    summary = str(matter.values.get(f"summary.{number}") or "").strip()
    return group | ({"summary": summary} if summary else {})


def _conclusion(matter: Matter) -> Context:
    facts, issued = matter.facts, matter.on
    context = {
        "plan": facts["plan"]["reference"],
        "visit_time": facts["time"]["words"],
        "team_decision": facts["papers"]["decision-team"],
        "head": matter.head,
        "grounds": str(matter.values["grounds"]).strip(),
        "concluder": matter.body.decider,
        "general": str(matter.values["general"]).strip(),
        "strengths": matter.lines("strengths"),
        "models": [
            {"text": str(r["text"]).strip(), "spread": str(r.get("spread") or "").strip() or "toàn Thành phố"}
            for r in matter.rows("models", "text")
        ],
        "shortcomings": _faults_of(matter, "faults"),
        "responsibilities": matter.lines("responsibilities"),
        "tasks": _tasks(matter),
        "answers": [
            {"proposal": str(r["proposal"]).strip().rstrip("."), "answer": str(r["answer"]).strip()}
            for r in matter.rows("answers", "proposal")
            if str(r.get("answer") or "").strip()
        ],
        "plan_due": due_after(matter.inspection, "correction_plan", issued).isoformat(),
        "report_due": due_after(matter.inspection, "correction", issued).isoformat(),
        "follower": matter.body.follower,
        "recipients": _concluded_recipients(matter),
    }
    causes = _causes(matter)
    return context | ({"causes": causes} if causes else {})


def _tasks(matter: Matter) -> list[dict[str, str]]:
    names = matter.bodies
    tasks, open_ = [], []
    for n, row in enumerate(matter.rows("items", "task"), 1):
        if not row.get("due_on"):
            open_.append(str(n))
            continue
        code = str(row.get("unit_code") or matter.inspection.unit.code)
        unit = names.get(code, matter.facts["unit"]["name"])
        tasks.append({"unit": unit, "task": lower_first(str(row["task"]).strip()), "deadline": row["due_on"]})
    if open_:
        raise Faults(
            Fault(
                "inspections.items_without_day",
                "items",
                f"Mục “Giao …” số {', '.join(open_)} chưa có thời hạn; hãy ghi ngày.",
                f"Items {', '.join(open_)} have no deadline; give a day.",
            )
        )
    return tasks


def _concluded_recipients(matter: Matter) -> list[str]:
    own, facts = matter.facts["unit"]["name"], matter.facts
    others = dict.fromkeys(t["unit"] for t in _tasks(matter) if t["unit"] != own)
    above = [f"{facts['plan']['authority']} (để báo cáo)"] if facts["plan"]["authority"] else []
    return [*above, *others, "Đoàn kiểm tra"]


CONTEXTS: Final[dict[str, Callable[[Matter], Context]]] = {
    "decision-team": _decision_team,
    "decision-change": _decision_change,
    "notice-inspection": _notice,
    "outline-self-report": _request,
    "minutes": _minutes,
    "team-report": _team_report,
    "conclusion": _conclusion,
}
