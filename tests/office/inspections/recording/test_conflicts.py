"""Two people changed the same thing differently: both are shown, a person decides, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lotrinh.office.inspections.actions.take_commands import take_commands
from lotrinh.office.inspections.actions.write_draft import write_draft
from lotrinh.office.inspections.models import Answer, Conflict, Draft, Finding, Inspection
from lotrinh.office.inspections.queries.conflicts import standing_now
from tests.office.inspections import factories
from tests.office.inspections.factories import NOW
from tests.office.inspections.sync.batches import answer, command, finding

pytestmark = pytest.mark.django_db


def clash(visit: Inspection, head: Client, member: Client, key: str = "ghi-chu") -> Conflict:
    """The head's text stands, the member's came later."""
    take_commands(head.account, "phone", [answer(visit, key, "Bản của trưởng đoàn")], at=NOW)  # type: ignore[attr-defined]
    take_commands(member.account, "tablet", [answer(visit, key, "Bản của thành viên", note="xem sổ")], at=NOW)  # type: ignore[attr-defined]
    return Conflict.objects.for_actions().get(target__question=key)


def decide(
    client: Client, visit: Inspection, conflict: Conflict, choice: str, seen: int = 1, **parts: str
) -> int:
    """Post a decision; the status."""
    sent = {"choice": choice, "seen_revision": str(seen), **parts}
    return client.post(f"/inspections/{visit.uid}/conflicts/{conflict.pk}/", sent).status_code


def now(visit: Inspection, key: str = "ghi-chu") -> tuple[Any, int]:
    """What stands."""
    row = Answer.objects.for_actions().get(inspection=visit, question__key=key, slot="")
    return row.value, row.revision


def test_both_versions_are_shown_with_who_wrote_them(visit: Inspection, head: Client, member: Client) -> None:
    clash(visit, head, member)
    shown = head.get(f"/inspections/{visit.uid}/conflicts/").content.decode()
    for words in (
        "Bản của trưởng đoàn",
        "Bản của thành viên",
        "xem sổ",
        head.account.full_name,
        member.account.full_name,
    ):  # type: ignore[attr-defined]
        assert words in shown


@pytest.mark.parametrize("choice, value, revision", [
    ("mine", "Bản của thành viên", 2), ("theirs", "Bản của trưởng đoàn", 1), ("merged", "Bản chung", 2),
])  # fmt: skip
def test_the_chosen_version_stands_and_the_other_is_kept(
    visit: Inspection, head: Client, member: Client, choice: str, value: str, revision: int
) -> None:
    conflict = clash(visit, head, member)
    parts = {"part-value": "Bản chung"} if choice == "merged" else {}
    assert decide(head, visit, conflict, choice, **parts) == 302
    assert now(visit) == (value, revision)
    conflict = Conflict.objects.for_actions().get()
    assert (conflict.choice, conflict.resolved_by) == (choice, head.account)  # type: ignore[attr-defined]
    assert (conflict.mine["value"], conflict.theirs["value"]) == ("Bản của thành viên", "Bản của trưởng đoàn")
    assert decide(member, visit, conflict, "mine", seen=revision) == 422


def test_a_decision_about_a_version_that_has_moved_on_is_asked_again(
    visit: Inspection, head: Client, member: Client
) -> None:
    conflict = clash(visit, head, member)
    take_commands(head.account, "phone", [answer(visit, "ghi-chu", "Sửa tiếp", base=1)], at=NOW)  # type: ignore[attr-defined]
    assert decide(head, visit, conflict, "mine", seen=1) == 422
    assert now(visit) == ("Sửa tiếp", 2)
    assert decide(head, visit, conflict, "mine", seen=2) == 302


def test_the_office_sees_and_does_not_decide(
    visit: Inspection, head: Client, member: Client, client_as: Callable[..., Client]
) -> None:
    conflict = clash(visit, head, member)
    planner = client_as("planner")
    assert planner.get(f"/inspections/{visit.uid}/conflicts/").status_code == 200
    assert decide(planner, visit, conflict, "mine") == 403
    assert decide(client_as("inspector"), visit, conflict, "mine") == 404


def test_a_finding_taken_back_by_one_and_changed_by_another(
    visit: Inspection, head: Client, member: Client
) -> None:
    first = finding(visit, "Chưa niêm yết")
    uid = first["payload"]["uid"]
    take_commands(
        head.account,
        "phone",
        [first, command(visit, "withdraw_finding", 1, uid=uid, base_revision=1, reason="Nhầm")],
        at=NOW,
    )  # type: ignore[attr-defined]
    take_commands(
        member.account, "tablet", [finding(visit, "Chưa niêm yết 6 thủ tục", uid=uid, base=1)], at=NOW
    )  # type: ignore[attr-defined]
    conflict = Conflict.objects.for_actions().get()
    assert head.get(f"/inspections/{visit.uid}/conflicts/").status_code == 200
    assert decide(head, visit, conflict, "mine", seen=2) == 302
    row = Finding.objects.for_actions().get()
    assert (row.text, row.withdrawn_at, row.revision) == ("Chưa niêm yết 6 thủ tục", None, 3)


def test_parts_of_the_minutes_are_written_by_two_people_at_once(visit: Inspection, head: Client) -> None:
    secretary = visit.seats.get(role="secretary").account
    write_draft(head.account, visit, "minutes", {"opening": ("Hồi 8 giờ", 0)}, at=NOW, device="a")  # type: ignore[attr-defined]
    told = write_draft(
        secretary,
        visit,
        "minutes",
        {"closing": ("Kết thúc", 0), "opening": ("Hồi 9 giờ", 0)},
        at=NOW,
        device="b",
    )
    assert [told[part]["outcome"] for part in ("closing", "opening")] == ["taken", "conflict"]
    draft = Draft.objects.for_actions().get()
    assert (draft.content, draft.revision) == ({"opening": "Hồi 8 giờ", "closing": "Kết thúc"}, 2)
    conflict = Conflict.objects.for_actions().get()
    assert decide(head, visit, conflict, "merged", seen=1, **{"part-value": "Hồi 8 giờ 30"}) == 302
    assert Draft.objects.for_actions().get().content["opening"] == "Hồi 8 giờ 30"
    assert standing_now(visit, {"kind": "draft", "draft": "minutes", "part": "opening"}).revision == 3


def test_members_do_not_write_the_minutes(visit: Inspection, member: Client) -> None:
    told = write_draft(member.account, visit, "minutes", {"opening": ("x", 0)}, at=NOW)  # type: ignore[attr-defined]
    assert told["opening"]["outcome"] == "refused"


def test_what_was_refused_is_shown_with_all_that_was_typed(
    visit: Inspection, head: Client, member: Client
) -> None:
    take_commands(
        member.account, "tablet", [answer(visit, "so-ho-so", "mười hai", note="đếm hai lần")], at=NOW
    )  # type: ignore[attr-defined]
    shown = head.get(f"/inspections/{visit.uid}/conflicts/").content.decode()
    assert "mười hai" in shown
    assert "đếm hai lần" in shown


def test_many_places_to_decide_need_no_more_queries(visit: Inspection, head: Client, member: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert head.get(f"/inspections/{visit.uid}/conflicts/").status_code == 200
        return len(caught)

    clash(visit, head, member)
    queries()
    few = queries()
    for i in range(8):
        factories.ask(visit, f"cau-{i}", "text")
        clash(visit, head, member, f"cau-{i}")
    assert queries() == few
