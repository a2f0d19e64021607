"""The contexts of what people write together: minutes, team report, conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.papers.facts import due_after
from lotrinh.office.inspections.papers.matter import Context, Matter
from lotrinh.office.inspections.papers.people import absent, members, people
from lotrinh.office.inspections.papers.prefill import Facts
from lotrinh.office.inspections.papers.words import lower_first

MINUTES_NEED: Final = {
    "opened_at": ("giờ bắt đầu", "when it began"),
    "ended_at": ("giờ kết thúc", "when it ended"),
    "place": ("địa điểm", "the place"),
    "unit_people": ("người của đơn vị làm việc với đoàn", "the people of the unit"),
    "team_present": ("thành phần đoàn", "the team"),
    "team_signer": ("người ký của đoàn", "who signs for the team"),
}


def minutes_context(matter: Matter) -> Context:
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


def team_report_context(matter: Matter) -> Context:
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


def conclusion_context(matter: Matter) -> Context:
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
