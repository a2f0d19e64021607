"""The desk: every question of a visit, answered in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lotrinh.method.checklists import draw
from lotrinh.office.inspections.actions.record_answers import draw_dossiers, record_answers
from lotrinh.office.inspections.actions.take_commands import take_commands
from lotrinh.office.inspections.models import Answer, Inspection
from tests.office.inspections import factories
from tests.office.inspections.factories import NOW
from tests.office.inspections.sync.batches import answer

pytestmark = pytest.mark.django_db
KEY = "co-bo-phan-mot-cua"


def page(client: Client, visit: Inspection, name: str = "record/", **query: str) -> str:
    """A page of the inspection as text."""
    response = client.get(f"/inspections/{visit.uid}/{name}", query)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def record(
    client: Client, visit: Inspection, key: str, value: Any, slot: str = "", base: int = 0
) -> dict[str, Any]:
    """Record an answer as the person of a client."""
    payload = {"question": key, "slot": slot, "base_revision": base, "state": "answered", "value": value}
    return record_answers(client.account, visit, [payload], at=NOW)[0]  # type: ignore[attr-defined]


def test_the_desk_shows_every_question_with_what_was_answered(visit: Inspection, head: Client) -> None:
    for key, value in {
        KEY: "yes", "so-ho-so": "1260.0", "ty-le": {"count": 6, "of": 6}, "ngay": "2020-08-03", "cach": "b",
        "ghi-chu": "Đã niêm yết <b>đủ</b>", "bang": [{"viec": "Rà soát"}],
    }.items():  # fmt: skip
        assert record(head, visit, key, value)["outcome"] == "taken", key
    shown = page(head, visit)
    assert "Đã niêm yết &lt;b&gt;đủ&lt;/b&gt;" in shown
    assert 'value="1260"' in shown
    assert "6/6 (100,0 %)" in shown
    assert shown.count('data-status="settled"') == 7


def test_the_desk_of_150_questions_needs_as_many_queries_as_one_of_20(
    visit: Inspection, head: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(head, visit)
        return len(caught)

    def more(numbers: range) -> None:
        for i in numbers:
            factories.ask(visit, f"cau-{i}", "yes_no")
        record_answers(
            head.account,
            visit,
            [  # type: ignore[attr-defined]
                {"question": f"cau-{i}", "slot": "", "base_revision": 0, "state": "answered", "value": "no"}
                for i in numbers
            ],
            at=NOW,
        )

    more(range(12))
    queries()
    few = queries()
    more(range(12, 142))
    assert queries() == few


def test_the_unit_and_strangers_have_no_desk(visit: Inspection, client_as: Callable[..., Client]) -> None:
    for client in (
        client_as("inspected_unit", unit_code=factories.UNIT_BODY),
        client_as("inspector"),
        client_as("auditor"),
    ):
        status = client.get(f"/inspections/{visit.uid}/record/").status_code
        assert status == (200 if client.account.role == "auditor" else 404)  # type: ignore[attr-defined]


def test_before_the_visit_nothing_can_be_typed_and_the_head_can_begin(
    client_as: Callable[..., Client],
) -> None:
    inspection = factories.make_inspection("prepared")
    head = client_as(inspection.seats.get(role="head").account)
    shown = page(head, inspection)
    assert '<fieldset class="ask-answer" disabled>' in shown
    assert head.post(f"/inspections/{inspection.uid}/record/step/begin_visit/").status_code == 302
    assert Inspection.objects.for_actions().get(pk=inspection.pk).state == "under_way"
    assert head.post(f"/inspections/{inspection.uid}/record/step/end_visit/").status_code == 302
    assert (
        head.post(f"/inspections/{inspection.uid}/record/step/reopen_visit/", {"reason": ""}).status_code
        == 422
    )
    assert (
        head.post(f"/inspections/{inspection.uid}/record/step/reopen_visit/", {"reason": "Sót"}).status_code
        == 302
    )
    inspection = Inspection.objects.for_actions().get(pk=inspection.pk)
    assert (inspection.state, inspection.ended_at) == ("under_way", None)


def test_a_draw_on_the_desk_is_the_draw_of_the_method_and_more_keeps_what_was_drawn(
    visit: Inspection, head: Client
) -> None:
    address, json = f"/inspections/{visit.uid}/record/draw/", {"Accept": "application/json"}
    sent = {"question": "rut", "frame": "1.260", "n": "5", "base_revision": "0"}
    assert head.post(address, sent, headers=json).json()["revision"] == 1
    first = Answer.objects.for_actions().get(question__key="rut").value
    assert first["drawn"] == list(draw(1260, 5, first["seed"]))
    assert head.post(address, sent | {"n": "9", "base_revision": "1"}, headers=json).json()["revision"] == 2
    more = Answer.objects.for_actions().get(question__key="rut").value
    assert set(first["drawn"]) < set(more["drawn"])
    assert head.post(address, sent | {"n": "0", "base_revision": "2"}, headers=json).status_code == 422
    assert head.post(address, sent | {"frame": "nhiều"}, headers=json).status_code == 422


def test_dossiers_are_recorded_one_by_one_and_give_a_share_with_its_interval(
    visit: Inspection, head: Client
) -> None:
    draw_dossiers(head.account, visit, "rut", frame=400, n=10, seed="hat-giong", base_revision=0, at=NOW)  # type: ignore[attr-defined]
    drawn = draw(400, 10, "hat-giong")
    outside = next(i for i in range(1, 400) if i not in drawn)
    assert record(head, visit, "rut", {"on_time": True}, str(outside))["outcome"] == "refused"
    for place, number in enumerate(drawn):
        value = {"code": f"HS-{number}", "result": "late", "days_late": 3} if place < 2 else {"on_time": True}
        value["cells"] = {"phieu": "yes"}
        assert record(head, visit, "rut", value, str(number))["outcome"] == "taken"
    shown = page(head, visit)
    # Wilson, 8 of 10 at 95 %: 0.4902 to 0.9433 (the formula of Wilson 1927).
    assert "8/10 (80,0 %) đúng hạn" in shown
    assert "49 % đến 94 %" in shown
    assert 'value="HS-' in shown


def test_a_draw_with_other_numbers_than_its_seed_gives_is_refused(visit: Inspection, head: Client) -> None:
    chosen = {"frame": 100, "n": 3, "seed": "abc", "drawn": [1, 2, 3]}
    result = record(head, visit, "rut", chosen)
    assert result["faults"][0]["code"] == "checklists.draw_differs"
    honest = chosen | {"drawn": list(draw(100, 3, "abc"))}
    assert record(head, visit, "rut", honest)["outcome"] == "taken"


def test_dossiers_of_a_draw_in_conflict_are_kept_until_somebody_decides(
    visit: Inspection, head: Client, member: Client
) -> None:
    draw_dossiers(head.account, visit, "rut", frame=100, n=3, seed="abc", base_revision=0, at=NOW)  # type: ignore[attr-defined]
    own = draw(100, 3, "xyz")
    batch = [
        answer(visit, "rut", {"frame": 100, "n": 3, "seed": "xyz", "drawn": list(own)}),
        answer(visit, "rut", {"on_time": False}, slot=str(own[0]), place=1),
    ]
    results = take_commands(member.account, "tablet", batch, at=NOW)  # type: ignore[attr-defined]
    assert [r["outcome"] for r in results] == ["conflict", "taken"]


def test_rows_of_a_table_are_filled_by_two_people_at_once(
    visit: Inspection, head: Client, member: Client
) -> None:
    assert record(head, visit, "bang", {"viec": "Một"}, "1")["outcome"] == "taken"
    assert record(member, visit, "bang", {"viec": "Hai"}, "2")["outcome"] == "taken"
    assert record(member, visit, "bang", {"sai": "Hai"}, "3")["outcome"] == "refused"
    shown = page(head, visit)
    assert 'value="Một"' in shown
    assert 'value="Hai"' in shown


def test_the_versions_of_an_answer_are_told(visit: Inspection, head: Client) -> None:
    record(head, visit, KEY, "yes")
    record(head, visit, KEY, "no", base=1)
    shown = page(head, visit, "record/versions/", question=KEY)
    assert shown.index("Không") < shown.rindex("Có")
    drawer = head.get(
        f"/inspections/{visit.uid}/record/versions/", {"question": KEY}, headers={"X-Drawer": "1"}
    )
    assert "<html" not in drawer.content.decode()


def test_an_answer_that_shows_a_fault_offers_the_finding(visit: Inspection, head: Client) -> None:
    item = {
        "key": "niem-yet",
        "answer": "share",
        "vi": "Niêm yết?",
        "en": "Posted?",
        "content": 2,
        "group": "g",
        "group_title": {"vi": "g", "en": "g"},
        "kinds": ["department"],
        "mark": "assumption",
        "fault_when": {"share_below": "1"},
        "unit": {"vi": "thủ tục", "en": "procedures"},
        "suggests": {
            "sector": "home_affairs",
            "weight": "moderate",
            "vi": "{rest}/{of} thủ tục chưa niêm yết",
            "en": "{rest} of {of} not posted",
            "unit": {"vi": "thủ tục", "en": "procedures"},
            "causes": ["posting_not_kept_up"],
        },
    }
    question = factories.ask(visit, "niem-yet", "share")
    type(question).objects.for_actions().filter(pk=question.pk).update(item=item)
    record(head, visit, "niem-yet", {"count": 4, "of": 6})
    assert "2/6 thủ tục chưa niêm yết" in page(head, visit)
    form = page(head, visit, "findings/", question="niem-yet")
    assert "2/6 thủ tục chưa niêm yết</textarea>" in form
    assert 'name="extent_count" inputmode="decimal" autocomplete="off" value="2"' in form


def test_the_page_obeys_the_content_policy(visit: Inspection, head: Client) -> None:
    shown = page(head, visit)
    assert "style=" not in shown
    assert "<script>" not in shown
    assert "onclick" not in shown
