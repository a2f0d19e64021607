"""What a part says by the figures alone: the first text of a draft, offered again when they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lotrinh.office.inspections.papers.facts import due_after
from lotrinh.office.inspections.papers.findings import FAULTY
from lotrinh.office.inspections.papers.parts import CONCLUSION, MINUTES, NUMBERED, TEAM_REPORT
from lotrinh.office.inspections.papers.words import count, lower_first, short

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection

Facts = Mapping[str, Any]
COPIES: Final = 2
NOT_DONE: Final = "không"
"""The answer of a thing that was not done: it stands among the shortcomings, not among the results."""


def prefilled(kind: str, key: str, facts: Facts, inspection: Inspection, on: date) -> Any:
    """The value of a part from the figures; on: the day that limits would run from."""
    found = NUMBERED.fullmatch(key)
    if found:
        return _BY_CONTENT[kind][found.group(1)](facts, int(found.group(2)))
    if key == "items":
        return item_rows(facts, inspection, on)
    if key == "team_proposals":
        return _team_proposals(facts, inspection, on)
    return _PLAIN[kind][key](facts)


def _people(facts: Facts) -> str:
    return "\n".join(f"{p['name']}, {p['office']}, {_role(p)}" for p in facts["team"])


def _role(person: Facts) -> str:
    fields = f" (lĩnh vực: {', '.join(person['fields'])})" if person["fields"] else ""
    return f"{person['role']}{fields}"


def _name_of(facts: Facts, role: str) -> str:
    return next((p["name"] for p in facts["team"] if p["role"] == role), "")


def _of_content(facts: Facts, number: int, *kinds: str) -> list[Facts]:
    first = facts["contents"][0]["number"]
    return [f for f in facts["findings"] if f["kind"] in kinds and (f["content"] or first) == number]


def checked_lines(facts: Facts, number: int, but: str = "") -> list[str]:
    """Results found and every answer of a content, draws apart, and without the answers that say ``but``."""
    found = [with_extent(f) for f in _of_content(facts, number, "result", "good_model")]
    first = facts["contents"][0]["number"]
    answers = [a for a in facts["answers"] if (a["content"] or first) == number and a["draw"] is None]
    return found + [answer_line(a) for a in answers if not but or a["answer"].casefold() != but]


def answer_line(answer: Facts) -> str:
    """'Ngày ban hành kế hoạch: 15/01/2020; ghi chú: …'."""
    note = f"; ghi chú: {answer['note'].strip().rstrip('.')}" if answer["note"].strip() else ""
    return f"{answer['question']}: {lower_first(answer['answer'])}{note}"


def with_extent(finding: Facts) -> str:
    """'Chưa công khai thủ tục (06/06 hồ sơ)'."""
    return f"{finding['text']} ({finding['extent']})" if finding["extent"] else finding["text"]


def fault_rows(findings: list[Facts]) -> list[dict[str, str]]:
    """Shortcomings as rows."""
    return [{"text": f["text"], "extent": f["extent"], "earlier": f["earlier"]} for f in findings]


def _faults(facts: Facts) -> list[Facts]:
    return [f for f in facts["findings"] if f["kind"] in FAULTY]


def _proposal_rows(facts: Facts) -> list[dict[str, str]]:
    own = [{"text": p["text"].rstrip("."), "whom": p["whom"]} for p in facts["self_report"]["proposals"]]
    hard = [{"text": f"Tháo gỡ khó khăn: {lower_first(d['text'].rstrip('.'))}", "whom": d["whom"]}
            for d in facts["difficulties"]]  # fmt: skip
    return own + hard


def _grounds(facts: Facts) -> str:
    minutes = lower_first(facts["papers"]["minutes"])
    return f"{facts['self_report']['words']}, hồ sơ, tài liệu kiểm tra và {minutes}"


def _summary(facts: Facts, number: int) -> str:
    """How much was looked at; '' for a content that nothing was recorded about."""
    first = facts["contents"][0]["number"]
    answers = [a for a in facts["answers"] if (a["content"] or first) == number]
    faults = len(_of_content(facts, number, *FAULTY))
    noted = f"ghi nhận {count(faults)} tồn tại, hạn chế" if faults else "chưa phát hiện tồn tại, hạn chế"
    if not answers:
        return f"Đoàn kiểm tra {noted}." if faults else ""
    return f"Đoàn kiểm tra đã xem xét {count(len(answers))} nội dung cụ thể; {noted}."


def report_results(facts: Facts, number: int) -> list[str]:
    """Results of a content, with the draws, which have no table in the report."""
    first = facts["contents"][0]["number"]
    draws = [a for a in facts["answers"] if a["draw"] and (a["content"] or first) == number]
    return checked_lines(facts, number, but=NOT_DONE) + [answer_line(a) for a in draws]


def _general(facts: Facts) -> str:
    good, bad = len(_good(facts)), len(_faults(facts))
    name = facts["unit"]["name"]
    text = f"{name} đã triển khai nhiệm vụ cải cách hành chính theo kế hoạch. Qua kiểm tra, "
    noted = f"ghi nhận {count(good)} kết quả" if good else ""
    if not bad:
        return text + "; ".join(filter(None, (noted, "chưa phát hiện tồn tại, hạn chế phải khắc phục.")))
    again = sum(bool(f["earlier"]) for f in _faults(facts))
    repeated = f", trong đó {count(again)} nội dung đã được chỉ ra từ kỳ kiểm tra trước" if again else ""
    found = f"{count(bad)} tồn tại, hạn chế cần khắc phục{repeated}."
    return f"{text}{noted} và {found}" if noted else f"{text}ghi nhận {found}"


def _good(facts: Facts) -> list[Facts]:
    return [f for f in facts["findings"] if f["kind"] in ("result", "good_model")]


def _strengths(facts: Facts) -> str:
    return "\n".join(with_extent(f) for f in facts["findings"] if f["kind"] == "result")


def _models(facts: Facts) -> list[dict[str, str]]:
    kinds = {
        "department": "các sở, cơ quan tương đương sở",
        "commune": "các xã, phường trên địa bàn Thành phố",
        "district": "các quận, huyện, thị xã",
    }
    where = kinds.get(facts["unit"]["kind"], "các cơ quan, đơn vị của Thành phố")
    return [
        {"text": f"{f['text']}.", "spread": where} for f in facts["findings"] if f["kind"] == "good_model"
    ]


def item_rows(facts: Facts, inspection: Inspection, on: date) -> list[dict[str, Any]]:
    """An item for each shortcoming: its proposal, else "khắc phục …"; equal tasks of a body are one item."""
    due = due_after(inspection, "correction", on).isoformat()
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for finding in _faults(facts):
        task = task_of(finding)
        row = rows.setdefault(
            (inspection.unit.code, task.casefold()),
            {"unit_code": inspection.unit.code, "task": task, "due_on": due, "findings": []},
        )
        row["findings"].append(finding["uid"])
    return list(rows.values())


def task_of(finding: Facts) -> str:
    """The task that a shortcoming asks for."""
    if finding["proposal"]:
        return str(finding["proposal"]).strip().rstrip(".;")
    tail = f" ({finding['extent']})" if finding["extent"] else ""
    return f"Khắc phục tồn tại: {lower_first(finding['text'])}{tail}"


def _team_proposals(facts: Facts, inspection: Inspection, on: date) -> list[dict[str, str]]:
    due = f"chậm nhất ngày {short(due_after(inspection, 'correction', on))}"
    rows = [{"unit": facts["unit"]["name"], "task": row["task"], "deadline": due}
            for row in item_rows(facts, inspection, on)]  # fmt: skip
    others = [d for d in facts["difficulties"] if d["whom"] not in (facts["unit"]["name"], "chưa xác định")]
    return rows + [
        {"unit": d["whom"], "task": f"Xem xét tháo gỡ: {lower_first(d['text'].rstrip('.'))}", "deadline": due}
        for d in others
    ]


def _answers(facts: Facts) -> list[dict[str, str]]:
    return [{"proposal": row["text"], "answer": _answer_to(row)} for row in _proposal_rows(facts)]


def _answer_to(row: Facts) -> str:
    whom = row["whom"]
    return f"ghi nhận, chuyển {whom} xem xét theo thẩm quyền" if whom else ""


def _lines(path: str) -> Callable[[Facts], str]:
    def read(facts: Facts) -> str:
        value: Any = facts
        for key in path.split("."):
            value = value[key]
        return "\n".join(value)

    return read


_PLAIN: Final[dict[str, dict[str, Callable[[Facts], Any]]]] = {
    MINUTES: {
        "opened_at": lambda f: f["time"]["opened_at"] or f"{f['time']['start']}T{f['time']['clock']}",
        "place": lambda f: f["place"],
        "team_present": _people,
        "unit_people": lambda f: "",
        "absent": lambda f: "",
        "opinions": lambda f: "",
        "proposals": lambda f: "\n".join(p["text"] for p in f["self_report"]["proposals"]),
        "requests": lambda f: "",
        "handed_over": lambda f: "",
        "ended_at": lambda f: f["time"]["ended_at"],
        "copies": lambda f: COPIES,
        "unit_signer": lambda f: "",
        "team_signer": lambda f: _name_of(f, "Trưởng đoàn"),
        "secretary": lambda f: _name_of(f, "Thư ký"),
        "refusal": lambda f: "",
        "witness": lambda f: "",
    },
    TEAM_REPORT: {
        "grounds": _grounds,
        "unit_profile": lambda f: (
            f["self_report"]["profile"]
            or f"{f['unit']['name']} thuộc đối tượng kiểm tra của {f['plan']['reference']}."
        ),
        "objective": _lines("causes.objective"),
        "subjective": _lines("causes.subjective"),
        "responsibilities": _lines("responsibilities"),
        "measures": lambda f: "",
        "unit_proposals": _proposal_rows,
    },
    CONCLUSION: {
        "grounds": lambda f: (
            f"{f['papers']['team-report']}, {lower_first(f['papers']['minutes'])} và ý kiến của "
            f"{f['unit']['name']}"
        ),
        "general": _general,
        "strengths": _strengths,
        "models": _models,
        "faults": lambda f: fault_rows(_faults(f)),
        "objective": _lines("causes.objective"),
        "subjective": _lines("causes.subjective"),
        "responsibilities": _lines("responsibilities"),
        "answers": _answers,
    },
}
_BY_CONTENT: Final[dict[str, dict[str, Callable[[Facts, int], Any]]]] = {
    MINUTES: {
        "results": lambda f, n: "\n".join(checked_lines(f, n)),
        "faults": lambda f, n: "\n".join(with_extent(x) for x in _of_content(f, n, *FAULTY)),
    },
    TEAM_REPORT: {
        "summary": _summary,
        "results": lambda f, n: "\n".join(report_results(f, n)),
        "faults": lambda f, n: fault_rows(_of_content(f, n, *FAULTY)),
    },
}
