"""What a device sends is taken once, in order, as a whole."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lotrinh.office.inspections.actions.take_commands import take_commands
from lotrinh.office.inspections.models import Answer, AnswerRevision, Command, Conflict, Finding, Inspection
from lotrinh.office.platform.models import AuditEntry
from tests.office.inspections import factories
from tests.office.inspections.factories import NOW
from tests.office.inspections.sync.batches import answer, command, finding

pytestmark = pytest.mark.django_db
KEY = "co-bo-phan-mot-cua"


@pytest.fixture
def team() -> dict[str, Any]:
    """Head, secretary and member."""
    return {role: factories.make_account("inspector") for role in ("head", "secretary", "member")}


@pytest.fixture
def visit(team: dict[str, Any]) -> Inspection:
    """An inspection under way with some questions."""
    inspection = factories.make_inspection("under_way", **team)
    factories.ask(inspection, "so-ho-so", "number", min=0)
    factories.ask(inspection, "ghi-chu", "text")
    factories.ask(inspection, "rut-ho-so", "draw")
    return inspection


def stands(inspection: Inspection, key: str = KEY, slot: str = "") -> tuple[Any, int]:
    """Value and revision of an answer."""
    row = Answer.objects.for_actions().get(inspection=inspection, question__key=key, slot=slot)
    return row.value, row.revision


def test_an_answer_is_taken_with_its_revision_and_told_in_the_audit_trail(
    visit: Inspection, team: dict[str, Any]
) -> None:
    sent = answer(visit, KEY, "yes", note="đã xem biển hiệu")
    (result,) = take_commands(team["member"], "tablet", [sent], at=NOW)
    assert result == {"uid": sent["uid"], "outcome": "taken", "revision": 1}
    assert stands(visit) == ("yes", 1)
    revision = AnswerRevision.objects.get()
    assert (revision.note, str(revision.command)) == ("đã xem biển hiệu", sent["uid"])
    entry = AuditEntry.objects.get(verb="record_answer")
    assert entry.after["commands"] == [sent["uid"]]
    assert len(entry.after["digest"]) == 64


def test_a_second_arrival_gets_the_first_answer_and_changes_nothing(
    visit: Inspection, team: dict[str, Any]
) -> None:
    batch = [
        answer(visit, KEY, "yes"),
        finding(visit, "Chưa niêm yết", place=1),
        answer(visit, "so-ho-so", -4, place=2),
    ]
    first = take_commands(team["member"], "tablet", batch, at=NOW)
    second = take_commands(team["member"], "tablet", batch, at=NOW + timedelta(hours=1))
    assert second == first
    assert [r["outcome"] for r in first] == ["taken", "taken", "refused"]
    assert (Command.objects.for_actions().count(), AnswerRevision.objects.count()) == (3, 1)
    assert Finding.objects.for_actions().count() == 1


def test_the_same_command_twice_in_one_batch_is_taken_once(visit: Inspection, team: dict[str, Any]) -> None:
    sent = answer(visit, KEY, "yes")
    first, second = take_commands(team["member"], "tablet", [sent, sent], at=NOW)
    assert first == second
    assert AnswerRevision.objects.count() == 1


def test_two_devices_that_answer_differently_make_a_conflict(visit: Inspection, team: dict[str, Any]) -> None:
    take_commands(team["head"], "phone", [answer(visit, KEY, "yes")], at=NOW)
    sent = answer(visit, KEY, "no")
    (result,) = take_commands(team["member"], "tablet", [sent], at=NOW)
    conflict = Conflict.objects.for_actions().get()
    assert result["outcome"] == "conflict"
    assert result["conflict"]["id"] == conflict.pk
    assert (conflict.mine["value"], conflict.theirs["value"]) == ("no", "yes")
    assert (conflict.mine_by, conflict.theirs_by) == (team["member"], team["head"])
    assert stands(visit) == ("yes", 1)
    assert take_commands(team["member"], "tablet", [sent], at=NOW) == [result]


def test_an_equal_answer_from_another_device_is_no_conflict(visit: Inspection, team: dict[str, Any]) -> None:
    take_commands(team["head"], "phone", [answer(visit, KEY, "yes")], at=NOW)
    (result,) = take_commands(team["member"], "tablet", [answer(visit, KEY, "yes")], at=NOW)
    assert (result["outcome"], result["revision"]) == ("taken", 1)
    assert AnswerRevision.objects.count() == 1


def test_a_device_that_goes_on_typing_offline_is_in_no_conflict_with_itself(
    visit: Inspection, team: dict[str, Any]
) -> None:
    first = [answer(visit, KEY, "yes"), answer(visit, KEY, "no", place=1)]
    later = [answer(visit, KEY, "partly", place=2), answer(visit, "ghi-chu", "một", place=3)]
    results = take_commands(team["member"], "tablet", first, at=NOW) + take_commands(
        team["member"], "tablet", later, at=NOW
    )
    assert [r["outcome"] for r in results] == ["taken"] * 4
    assert stands(visit) == ("partly", 3)


def test_the_same_person_on_two_devices_can_be_in_conflict(visit: Inspection, team: dict[str, Any]) -> None:
    take_commands(team["member"], "phone", [answer(visit, KEY, "yes")], at=NOW)
    (result,) = take_commands(team["member"], "tablet", [answer(visit, KEY, "no")], at=NOW)
    assert result["outcome"] == "conflict"


def test_what_is_typed_on_after_a_conflict_never_overwrites_the_other_side(
    visit: Inspection, team: dict[str, Any]
) -> None:
    take_commands(team["head"], "phone", [answer(visit, KEY, "yes")], at=NOW)
    mine = [answer(visit, KEY, "no"), answer(visit, KEY, "partly", base=1, place=1)]
    results = take_commands(team["member"], "tablet", mine, at=NOW)
    assert [r["outcome"] for r in results] == ["conflict", "conflict"]
    assert stands(visit) == ("yes", 1)
    conflict = Conflict.objects.for_actions().get()
    assert conflict.mine["value"] == "partly"


def test_a_conflict_is_over_when_its_maker_comes_to_agree(visit: Inspection, team: dict[str, Any]) -> None:
    take_commands(team["head"], "phone", [answer(visit, KEY, "yes")], at=NOW)
    take_commands(team["member"], "tablet", [answer(visit, KEY, "no")], at=NOW)
    take_commands(team["member"], "tablet", [answer(visit, KEY, "yes", base=1)], at=NOW)
    conflict = Conflict.objects.for_actions().get()
    assert (conflict.choice, conflict.resolved_by) == ("theirs", team["member"])


def test_wrong_values_are_refused_one_by_one_and_kept(visit: Inspection, team: dict[str, Any]) -> None:
    batch = [
        answer(visit, KEY, "maybe"),
        answer(visit, "so-ho-so", "12.5", place=1),
        answer(visit, "khong-co", "x", place=2),
        answer(visit, KEY, "yes", place=3, slot="2"),
        answer(visit, "so-ho-so", "12", place=4),
    ]
    results = take_commands(team["member"], "tablet", batch, at=NOW)
    assert [r["outcome"] for r in results] == ["refused"] * 4 + ["taken"]
    assert all(f["vi"] and f["en"] for r in results[:4] for f in r["faults"])
    kept = Command.objects.for_actions().get(pk=batch[0]["uid"])
    assert (kept.outcome, kept.payload["value"]) == ("refused", "maybe")
    assert stands(visit, "so-ho-so") == ("12", 1)


def test_a_text_of_200000_characters_is_refused_with_what_to_do_and_kept(
    visit: Inspection, team: dict[str, Any]
) -> None:
    text = "ơ" * 200_000
    (result,) = take_commands(team["member"], "tablet", [answer(visit, "ghi-chu", text)], at=NOW)
    assert result["outcome"] == "refused"
    assert "đính kèm tệp" in result["faults"][0]["vi"]
    assert Command.objects.for_actions().get().payload["value"] == text


def test_control_characters_are_left_out_and_the_rest_is_kept(
    visit: Inspection, team: dict[str, Any]
) -> None:
    sent = answer(visit, "ghi-chu", "Đã\x00 xem\x07 \ud800sổ\r\ntheo dõi")
    (result,) = take_commands(team["member"], "tab\x00let", [sent], at=NOW)
    assert result["outcome"] == "taken"
    assert stands(visit, "ghi-chu")[0] == "Đã xem sổ\ntheo dõi"


@pytest.mark.parametrize("made_at, mark", [
    ((NOW + timedelta(days=400)).isoformat(), "ahead"), ("2001-01-01T00:00:00+00:00", "behind"),
    ("0001-01-01T00:00:00+00:00", "unreadable"), ("hôm qua", "unreadable"), (7, "unreadable"),
])  # fmt: skip
def test_a_wrong_clock_is_marked_and_the_answer_taken(
    visit: Inspection, team: dict[str, Any], made_at: Any, mark: str
) -> None:
    sent = answer(visit, KEY, "yes", made_at=made_at)
    (result,) = take_commands(team["member"], "tablet", [sent], at=NOW)
    assert (result["outcome"], result["clock"]) == ("taken", mark)
    assert Answer.objects.for_actions().get(question__key=KEY).at == NOW


def test_the_order_is_that_of_the_place_and_never_of_clocks(visit: Inspection, team: dict[str, Any]) -> None:
    late, early = (NOW + timedelta(days=9)).isoformat(), (NOW - timedelta(days=9)).isoformat()
    batch = [
        answer(visit, KEY, "no", place=2, made_at=early),
        answer(visit, KEY, "yes", place=1, made_at=late),
    ]
    take_commands(team["member"], "tablet", batch, at=NOW)
    assert stands(visit) == ("no", 2)


def test_a_member_who_was_replaced_is_refused_and_what_he_typed_is_kept(
    visit: Inspection, team: dict[str, Any]
) -> None:
    visit.seats.filter(account=team["member"]).update(ended_at=NOW)
    sent = answer(visit, KEY, "no", note="thấy lúc 8 giờ")
    (result,) = take_commands(team["member"], "tablet", [sent], at=NOW)
    assert result["outcome"] == "refused"
    assert Command.objects.for_actions().get().payload["note"] == "thấy lúc 8 giờ"
    assert not Answer.objects.for_actions().exists()


@pytest.mark.parametrize(
    "state, held", [("paused", "under_way"), ("minuted", ""), ("closed", ""), ("stopped", "under_way")]
)
def test_a_closed_or_resting_inspection_takes_nothing_and_keeps_everything(
    team: dict[str, Any], state: str, held: str
) -> None:
    inspection = factories.make_inspection(state, held_state=held, **team)
    (result,) = take_commands(team["member"], "tablet", [answer(inspection, KEY, "no")], at=NOW)
    assert result["outcome"] == "refused"
    assert result["faults"][0]["code"] == "inspections.not_now"
    assert Command.objects.for_actions().get().outcome == "refused"


def test_what_a_member_sends_before_the_head_has_begun_waits(team: dict[str, Any]) -> None:
    inspection = factories.make_inspection("prepared", **team)
    sent = answer(inspection, KEY, "no")
    (result,) = take_commands(team["member"], "tablet", [sent], at=NOW)
    assert (result["outcome"], Command.objects.for_actions().count()) == ("again", 0)
    day = [
        command(inspection, "begin_visit"),
        answer(inspection, KEY, "yes", place=1),
        command(inspection, "end_visit", 2),
    ]
    results = take_commands(team["head"], "phone", day, at=NOW)
    assert [r["outcome"] for r in results] == ["taken"] * 3
    inspection = Inspection.objects.for_actions().get(pk=inspection.pk)
    assert (inspection.state, inspection.deadlines.filter(current=True).count()) == ("visited", 2)
    (result,) = take_commands(team["member"], "tablet", [sent], at=NOW)
    assert result["outcome"] == "conflict"


def test_begin_twice_by_two_devices_is_once(team: dict[str, Any]) -> None:
    inspection = factories.make_inspection("prepared", **team)
    for account in ("head", "secretary"):
        (result,) = take_commands(team[account], account, [command(inspection, "begin_visit")], at=NOW)
        assert result["outcome"] == "taken"
    assert inspection.steps.filter(verb="begin_visit").count() == 1


def test_a_visit_with_open_conflicts_does_not_end_yet(visit: Inspection, team: dict[str, Any]) -> None:
    take_commands(team["head"], "phone", [answer(visit, KEY, "yes")], at=NOW)
    batch = [answer(visit, KEY, "no"), command(visit, "end_visit", 1)]
    results = take_commands(team["secretary"], "tablet", batch, at=NOW)
    assert [r["outcome"] for r in results] == ["conflict", "again"]
    assert results[1]["faults"][0]["code"] == "inspections.needs_no_conflicts"


def test_an_inspection_of_others_is_as_if_it_did_not_exist(visit: Inspection) -> None:
    stranger = factories.make_account("inspector")
    unknown = {**answer(visit, KEY, "yes"), "inspection": str(uuid.uuid4())}
    results = take_commands(stranger, "x", [answer(visit, KEY, "yes"), unknown], at=NOW)
    assert results[0]["faults"] == results[1]["faults"]
    assert not Command.objects.for_actions().exists()


def test_a_command_of_somebody_else_is_not_told(visit: Inspection, team: dict[str, Any]) -> None:
    sent = answer(visit, KEY, "yes", note="riêng")
    take_commands(team["head"], "phone", [sent], at=NOW)
    (result,) = take_commands(team["member"], "tablet", [sent], at=NOW)
    assert result["faults"][0]["code"] == "inspections.command_of_another"


def test_the_inspected_unit_records_nothing(visit: Inspection) -> None:
    unit = factories.make_account("inspected_unit")
    (result,) = take_commands(unit, "x", [answer(visit, KEY, "yes")], at=NOW)
    assert result["outcome"] == "refused"
    assert not Answer.objects.for_actions().exists()


def test_a_server_that_fails_in_the_middle_takes_nothing_of_the_batch(
    visit: Inspection, team: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = [answer(visit, KEY, "yes"), finding(visit, "Chưa niêm yết", place=1)]

    def dies(*args: Any, **kwargs: Any) -> None:
        raise OSError("no power")

    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr("lotrinh.office.inspections.actions.take_commands.audit.record", dies)
        take_commands(team["member"], "tablet", batch, at=NOW)
    assert not Command.objects.for_actions().exists()
    assert not Answer.objects.for_actions().exists()
    assert not Finding.objects.for_actions().exists()
    results = take_commands(team["member"], "tablet", batch, at=NOW)
    assert [r["outcome"] for r in results] == ["taken", "taken"]


def test_a_long_batch_needs_no_more_queries_than_a_short_one(visit: Inspection, team: dict[str, Any]) -> None:
    for i in range(60):
        factories.ask(visit, f"cau-{i}", "text")

    def queries(keys: range) -> int:
        batch = [answer(visit, f"cau-{i}", "có", place=i) for i in keys]
        with CaptureQueriesContext(
            connection,
        ) as caught:
            take_commands(team["member"], "tablet", batch, at=NOW)
        return len(caught)

    assert queries(range(10)) == queries(range(10, 60))


@pytest.mark.parametrize("raw", [None, [], "x", {"uid": "1"}, {"uid": str(uuid.uuid4()), "inspection": "x"}])
def test_commands_that_cannot_be_read_are_answered(visit: Inspection, team: dict[str, Any], raw: Any) -> None:
    good = answer(visit, KEY, "yes")
    results = take_commands(team["member"], "tablet", [raw, good], at=NOW)
    assert [r["outcome"] for r in results] == ["refused", "taken"]
