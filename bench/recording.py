"""``python -m bench.recording [--quick]``: saving an answer, showing 150 questions, sending an offline day.

Times are those of the server: Django's test client in the same process, the whole stack from middleware to
database, without a network.
"""

from __future__ import annotations

import json
import sys
import time
import uuid
from datetime import UTC, date, datetime
from typing import Any

from bench.machine import machine
from bench.office import office, timed

NOW = datetime(2020, 8, 18, 2, 0, tzinfo=UTC)
QUESTIONS, COMMANDS, A_BATCH = 150, 2000, 200
KINDS = ("yes_no", "number", "share", "text", "date", "choice")
VALUES: dict[str, Any] = {
    "yes_no": "no", "number": "1260", "share": {"count": 4, "of": 6}, "date": "2020-08-03", "choice": "a",
    "text": "Đã niêm yết tại trụ sở nhưng chưa cập nhật theo quyết định công bố mới",
}  # fmt: skip


def run(*, quick: bool = False) -> dict[str, Any]:
    """All measures on one fresh database."""
    with office() as kind:
        visit, client = _visit()
        counts = 20 if quick else 100
        place = iter(range(10**6))

        def save() -> None:
            number = next(place) % QUESTIONS
            _send(client, [_answer(visit, number, str(uuid.uuid4()), number, text=f"ghi chú {uuid.uuid4()}")])

        return {
            "database": kind,
            "save_one_answer": timed(save, counts),
            "list_150_questions": timed(
                lambda: _get(client, f"/inspections/{visit.uid}/record/"), counts // 2
            ),
            "package_150_questions": timed(
                lambda: _get(client, f"/field/inspections/{visit.uid}/"), counts // 2
            ),
            "sync": _sync(client, visit, 400 if quick else COMMANDS),
        }


def _sync(client: Any, visit: Any, number: int) -> dict[str, Any]:
    """Nine answers to one finding, in batches of 200, as a device that was away for a day sends them."""
    commands = [
        _finding(visit, i)
        if i % 10 == 9
        else _answer(visit, i % QUESTIONS, str(uuid.uuid4()), i, text=f"lần {i}")
        for i in range(number)
    ]
    spent = []
    for first in range(0, number, A_BATCH):
        started = time.perf_counter()
        told = _send(client, commands[first : first + A_BATCH])
        spent.append(time.perf_counter() - started)
        assert {r["outcome"] for r in told["results"]} == {"taken"}, told["results"][0]
    again = time.perf_counter()
    _send(client, commands[:A_BATCH])
    return {
        "commands": number, "batch": A_BATCH, "seconds": round(sum(spent), 2),
        "items_per_second": round(number / sum(spent)), "slowest_batch_ms": round(max(spent) * 1000),
        "repeated_batch_ms": round((time.perf_counter() - again) * 1000),
    }  # fmt: skip


def _answer(visit: Any, number: int, uid: str, place: int, *, text: str) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    payload = {
        "question": f"cau-{number}",
        "slot": "",
        "base_revision": 0,
        "state": "answered",
        "value": VALUES[kind],
        "note": text,
    }
    return _command(visit, "answer", uid, place, payload)


def _finding(visit: Any, place: int) -> dict[str, Any]:
    content = {
        "kind": "shortcoming", "content": 2, "text": f"Chưa niêm yết đủ thủ tục hành chính, nơi thứ {place}",
        "weight": "moderate", "extent_count": "2", "extent_of": "6", "extent_unit": "thủ tục",
        "cause_kind": "subjective", "causes": ["posting_not_kept_up"], "found_on": "2020-08-18",
    }  # fmt: skip
    payload = {"uid": str(uuid.uuid4()), "base_revision": 0, "content": content}
    return _command(visit, "finding", str(uuid.uuid4()), place, payload)


def _command(visit: Any, kind: str, uid: str, place: int, payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "uid": uid, "place": place, "inspection": str(visit.uid), "kind": kind, "made_at": NOW.isoformat(),
        "payload": payload,
    }  # fmt: skip


def _send(client: Any, commands: list[dict[str, Any]]) -> dict[str, Any]:
    body = json.dumps({"device": "bench", "sent_at": NOW.isoformat(), "commands": commands})
    response = client.post("/field/sync/", body, content_type="application/json")
    assert response.status_code == 200, response.content[:300]
    found: dict[str, Any] = response.json()
    return found


def _get(client: Any, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.status_code


def _visit() -> tuple[Any, Any]:
    """An inspection under way with 150 questions of all plain kinds, its head signed in."""
    from django.test import Client

    from lotrinh.method.definitions import Library
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection, Question, Seat
    from lotrinh.office.planning.models import Plan
    from lotrinh.office.registry.models import Register, Unit

    raw = Library.open().plan("hanoi-2020-155").model_dump(mode="json", by_alias=True)
    register = Register.objects.create(key="hanoi-2020", name_vi="Hà Nội 2020", valid_from=date(2020, 1, 1))
    unit = Unit(code="hn.bench", register=register, kind="department", valid_from=date(2020, 1, 1))
    unit.name_it("Sở Đo tốc độ")
    unit.save()
    plan = Plan.objects.create(
        key="bench", number=raw["number"], title=raw["title"]["vi"], period_start=date(2020, 8, 3),
        period_end=date(2020, 11, 30), register=register, definition=raw, digest="d",
    )  # fmt: skip
    head = Account.objects.create_user(
        "truong-doan", password=None, role="inspector", full_name="Trưởng đoàn"
    )
    visit = Inspection.objects.create(
        plan=plan,
        unit=unit,
        start_date=date(2020, 8, 18),
        end_date=date(2020, 8, 18),
        state="under_way",
        opened_at=NOW,
        begun_at=NOW,
    )
    Seat.objects.create(inspection=visit, account=head, name=head.full_name, role="head", since=NOW)
    Question.objects.bulk_create(_question(visit, i) for i in range(QUESTIONS))
    client = Client()
    client.force_login(head, backend="django.contrib.auth.backends.ModelBackend")
    return visit, client


def _question(visit: Any, number: int) -> Any:
    from lotrinh.office.inspections.models import Question

    kind = KINDS[number % len(KINDS)]
    words = {
        "vi": f"Câu hỏi kiểm tra số {number} về nhiệm vụ cải cách hành chính?",
        "en": f"Question {number}?",
    }
    item: dict[str, Any] = {
        "key": f"cau-{number}",
        "answer": kind,
        **words,
        "content": number % 6 + 1,
        "group": "nhom",
        "group_title": words,
        "kinds": ["department"],
        "mark": "assumption",
        "evidence": {"vi": "Danh mục văn bản kèm số, ngày ban hành", "en": "List of documents"},
    }
    if kind == "choice":
        item["options"] = [{"key": k, "vi": f"Phương án {k}", "en": f"Option {k}"} for k in "abc"]
    return Question(
        inspection=visit, key=item["key"], content=item["content"], kind=kind, text=words, item=item,
        position=number, added_at=NOW,
    )  # fmt: skip


def main() -> None:
    """Run and print."""
    measured = run(quick="--quick" in sys.argv[1:])
    print(json.dumps({"machine": machine(), "recording": measured}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
