"""The sample on the spot: answers, draws, findings, evidence, minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lotrinh.method.checklists import Item, draw, judge
from lotrinh.method.checklists import Question as Asked
from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.actions.begin_visit import begin_visit
from lotrinh.office.inspections.actions.end_visit import end_visit
from lotrinh.office.inspections.actions.keep_evidence import On, keep_evidence
from lotrinh.office.inspections.actions.record_answers import draw_dossiers, record_answers
from lotrinh.office.inspections.actions.record_finding import record_finding
from lotrinh.office.inspections.actions.sign_minutes import sign_minutes
from lotrinh.office.inspections.actions.write_draft import write_draft
from lotrinh.office.inspections.models import Question
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.project.sample.case import Case, Noted, somebody
from lotrinh.office.project.sample.filling import DRAWN, dossiers, value_of
from lotrinh.office.project.sample.proofs import picture
from lotrinh.office.project.sample.stage import Story
from lotrinh.office.project.sample.wording import MODELS, OPINIONS, PROPOSALS, REQUESTS, RESULTS

OFTEN = ("dossiers-drawn", "procedures-posted", "dossiers-this-year")


def begin(case: Case, wanted: datetime) -> Story:
    """The head opens the visit."""
    at = yield wanted
    begin_visit(case.seat("head"), case.known, at=at)


def record(case: Case, moments: Sequence[datetime], *, share: float = 1.0) -> Story:
    """The team answers, portion by portion; share: how much of all questions is answered."""
    questions = list(Question.objects.for_actions().filter(inspection=case.pk, removed_at=None))
    faulty = _faulty(case, questions)
    questions = questions[: round(share * len(questions))]
    people = [case.seat("secretary"), case.seat("member")]
    for place, wanted in enumerate(moments):
        at = yield wanted
        portion = questions[place :: len(moments)] if share == 1.0 else _block(questions, place, len(moments))
        values = {q.key: _answer(case, q, q.key in faulty, at) for q in portion if q.kind != "draw"}
        _send(people[place % 2], case, values, at)
        for question in (q for q in portion if q.kind == "draw"):
            values[question.key] = _draw(people[place % 2], case, question, question.key in faulty, at)
        for question in (q for q in portion if q.key in faulty):
            _note_fault(people[place % 2], case, question, values[question.key], at)


def _block(questions: list[Question], place: int, parts: int) -> list[Question]:
    size = -(-len(questions) // parts)
    return questions[place * size : (place + 1) * size]


def _faulty(case: Case, questions: list[Question]) -> set[str]:
    """Which answers will suggest a finding; one that is found often is always among them."""
    able = [q.key for q in questions if q.origin == "checklist" and q.item.get("fault_when")]
    first = [case.chance.choice(OFTEN)]
    rest = [key for key in able if key not in first and key in PROPOSALS]
    return {key for key in [*first, *case.chance.sample(rest, len(rest))][: case.faults] if key in able}


def _asked(question: Question) -> Asked:
    return (Item if question.origin == "checklist" else Asked).model_validate(question.item)


def _answer(case: Case, question: Question, wrong: bool, at: datetime) -> Any:
    return value_of(_asked(question), not wrong, case.chance, timezone.localdate(at))


def _send(actor: Account, case: Case, values: dict[str, Any], at: datetime) -> None:
    payloads = [_payload(key, "", value) for key, value in values.items()]
    _taken(record_answers(actor, case.known, payloads, at=at))


def _payload(key: str, slot: str, value: Any) -> dict[str, Any]:
    empty = value in (None, [])
    state = "not_applicable" if empty else "answered"
    return {
        "question": key, "slot": slot, "base_revision": 0, "state": state, "value": None if empty else value,
    }  # fmt: skip


def _draw(actor: Account, case: Case, question: Question, wrong: bool, at: datetime) -> dict[str, Any]:
    """Draw dossiers by a seed and record each; the value in the form in which it is judged."""
    frame, n, seed = case.chance.randint(120, 900), case.chance.choice(DRAWN), f"mh-{case.pk}"
    draw_dossiers(actor, case.known, question.key, frame=frame, n=n, seed=seed, base_revision=0, at=at)
    late = case.chance.randint(1, 2) if wrong else 0
    seen = dossiers(_asked(question), tuple(draw(frame, n, seed)), late, case.chance)
    payloads = [_payload(question.key, str(number), value) for number, value in seen.items()]
    _taken(record_answers(actor, case.known, payloads, at=at))
    return {"frame": frame, "n": n, "seed": seed, "records": [{"number": k, **v} for k, v in seen.items()]}


def _taken(results: list[dict[str, Any]]) -> None:
    """A sample that is not taken is a mistake of the sample."""
    if bad := [r for r in results if r["outcome"] != "taken"]:
        raise ValueError(f"the sample was not taken: {bad[0]}")


def _note_fault(actor: Account, case: Case, question: Question, value: Any, at: datetime) -> None:
    suggested = judge(Item.model_validate(question.item), value)
    if suggested is None:
        return
    content = {
        "kind": suggested.kind, "content": suggested.content, "field": suggested.sector, "text": suggested.vi,
        "weight": suggested.weight, "extent_count": suggested.extent_count, "extent_of": suggested.extent_of,
        "extent_unit": suggested.unit.vi if suggested.unit else "", "question": question.key,
        "proposal": PROPOSALS.get(question.key, ""), "causes": list(suggested.causes),
    }  # fmt: skip
    note(actor, case, content, at)
    caption = f"{case.known.unit.name}: {suggested.vi[:110]}"
    where = On(
        question=question.key, finding=case.noted[-1].uid, caption=caption, about_on=timezone.localdate(at)
    )
    if len(case.noted) <= 2:
        keep_evidence(
            actor, case.row, picture(caption, case.chance), f"anh-{len(case.noted)}.jpg", where, at=at
        )


def note(actor: Account, case: Case, content: dict[str, Any], at: datetime) -> None:
    """Write a finding of the day."""
    content = {**content, "found_on": timezone.localdate(at).isoformat()}
    uid = UUID(int=case.chance.getrandbits(128), version=4)
    record_finding(actor, case.known, content, uid=uid, at=at)
    case.noted.append(Noted(uid, content))


def finish(case: Case, wanted: datetime) -> Story:
    """What was done well is written down too; the head ends the visit."""
    at = yield wanted
    secretary = case.seat("secretary")
    for number, text in case.chance.sample(RESULTS, 2):
        note(secretary, case, {"kind": "result", "content": number, "text": text}, at)
    if case.chance.random() < 0.4:
        number, text = case.chance.choice(MODELS)
        note(secretary, case, {"kind": "good_model", "content": number, "text": text}, at)
    end_visit(case.seat("head"), case.known, at=at)


def minutes(case: Case, written: datetime, signed: datetime, *, refusal: str = "") -> Story:
    """The minutes are written, laid out, read back and signed by both sides, or refused with a reason."""
    secretary = case.seat("secretary")
    at = yield written
    _write_minutes(case, secretary, refusal, at)
    draft_for(secretary, case.row, "minutes", at=at)
    at = yield signed
    scan = picture(f"Bản chụp biên bản có chữ ký, {case.known.unit.name}", case.chance)
    offices = {"team": "Trưởng đoàn kiểm tra", "unit": "Thủ trưởng đơn vị", "secretary": "Thư ký đoàn"}
    sign_minutes(
        secretary, case.known, signed_on=timezone.localdate(at), offices=offices, signed_file=scan, at=at
    )


def _write_minutes(case: Case, secretary: Account, refusal: str, at: datetime) -> None:
    head, other = somebody(case.chance), somebody(case.chance)
    office = "Chủ tịch Ủy ban nhân dân" if case.known.unit.kind == "commune" else "Giám đốc"
    parts = {
        "unit_people": f"{head}, {office}\n{other}, công chức phụ trách cải cách hành chính",
        "unit_signer": head.partition(" ")[2], "opinions": "" if refusal else OPINIONS, "requests": REQUESTS,
        **dict(_refused(case, refusal)),
    }  # fmt: skip
    wanted = {key: (value, 0) for key, value in parts.items() if value}
    _taken(list(write_draft(secretary, case.known, "minutes", wanted, at=at).values()))


def _refused(case: Case, refusal: str) -> Iterator[tuple[str, str]]:
    if refusal:
        yield "refusal", refusal
        yield "witness", f"{somebody(case.chance)}, Tổ trưởng tổ dân phố"
