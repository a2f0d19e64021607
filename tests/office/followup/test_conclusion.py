"""Issuing a conclusion: items, deadlines, who is told, what is refused."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from lotrinh.method.faults import Faults
from lotrinh.office.followup.actions.issue_conclusion import conclude
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.ordered import items_of_draft
from lotrinh.office.inspections.actions.write_draft import write_draft
from lotrinh.office.inspections.models import ConclusionItem, Deadline, Draft, Inspection
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.platform.models import Message
from lotrinh.office.platform.policies import Refused
from tests.office.followup import orders
from tests.office.inspections import factories
from tests.office.inspections.papers.worked import worked_inspection

pytestmark = pytest.mark.django_db


def drafted(inspection: Inspection, rows: list[dict[str, Any]], at: datetime = factories.NOW) -> Draft:
    part = {"value": rows, "revision": 1, "by": None, "at": at.isoformat()}
    return Draft.objects.create(inspection=inspection, kind="conclusion", content={"items": part}, at=at)


def row(number: int = 1, **values: Any) -> dict[str, Any]:
    given = {"number": number, "unit_code": factories.UNIT_BODY, "task": "Công khai thủ tục", "findings": []}
    return {**given, "due_on": "2020-10-15", **values}


def test_the_items_of_the_draft_become_corrective_actions() -> None:
    inspection = orders.reported()
    finding = factories.find(inspection)
    other = factories.make_unit("hn.d005", "Sở Khác")
    drafted(
        inspection,
        [row(1, findings=[str(finding.uid)]), row(2, unit_code=other.code, due_on=None, task="Phối hợp")],
    )
    unit, stranger = (
        factories.make_account("inspected_unit"),
        factories.make_account("inspected_unit", unit_code="hn.d006"),
    )
    others = factories.make_account("unit_head", unit_code=other.code)
    made = conclude(factories.make_account("leader"), inspection, at=orders.CONCLUDED)
    assert [(c.item.number, c.unit.code, c.state) for c in made] == [
        (1, factories.UNIT_BODY, "assigned"), (2, "hn.d005", "assigned")
    ]  # fmt: skip
    assert made[0].due_on == date(2020, 10, 15)
    # 30 days after 1 September 2020, the default of the workflow, is Thursday 1 October.
    assert made[1].due_on == date(2020, 10, 1)
    assert list(made[0].item.findings.model.objects.for_actions().filter(conclusion_items=made[0].item)) == [
        finding
    ]
    told = {m.account_id: m for m in Message.objects.filter(event=f"inspection:{inspection.pk}:concluded")}
    assert {unit.pk, others.pk} <= set(told) and stranger.pk not in told
    assert "1 việc phải khắc phục" in told[others.pk].subject["vi"]
    keys = set(Deadline.objects.filter(inspection=inspection, current=True).values_list("key", flat=True))
    assert {"correction_plan", "correction"} <= keys


# 9441/TB-BNV 2025: Tết 2026 is 16 to 20 February; the first working day after it is Monday 23.
@pytest.mark.parametrize(("wanted", "due"), [("2026-02-17", "2026-02-23"), ("2026-02-13", "2026-02-13")])
def test_a_deadline_on_tet_moves_to_the_next_working_day(wanted: str, due: str) -> None:
    correction = orders.concluded(orders.order(due_on=date.fromisoformat(wanted)))[0]
    assert correction.due_on == correction.first_due_on == date.fromisoformat(due)
    assert correction.item.due_on == date.fromisoformat(wanted), "the paper stays as it was signed"


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_taken() -> None:
    inspection = orders.reported()
    ended = factories.make_unit("hn.d007", "Sở Đã Giải Thể", valid_to=date(2020, 8, 1))
    withdrawn = factories.find(inspection, withdrawn_at=factories.NOW)
    drafted(
        inspection,
        [
            row(1, unit_code="khong-co"),
            row(1, task=" "),
            row(2, due_on="2020-08-31"),
            row(3, unit_code=ended.code),
            row(4, findings=[str(withdrawn.uid), str(uuid.uuid4())]),
            row(5, task="x" * 20_001),
        ],
    )
    with pytest.raises(Faults) as caught:
        conclude(factories.make_account("leader"), inspection, at=orders.CONCLUDED)
    codes = sorted(f.code.removeprefix("followup.item_") for f in caught.value.faults)
    assert codes == ["due", "findings", "task", "unit", "unit"]
    assert not ConclusionItem.objects.for_actions().exists()
    assert Inspection.objects.for_actions().get(pk=inspection.pk).state == "reported"


@pytest.mark.parametrize("bad", [{"due_on": "31/02/2020"}, {"findings": ["x"]}, {"findings": 7}])
def test_an_item_that_cannot_be_read_says_which_one(bad: dict[str, Any]) -> None:
    inspection = orders.reported()
    drafted(inspection, [row(1), {**row(2), **bad}])
    with pytest.raises(Faults) as caught:
        items_of_draft(inspection)
    assert [f.where for f in caught.value.faults] == ["items[2]"]


def test_a_draft_changed_after_the_paper_was_made_is_not_issued() -> None:
    inspection = orders.reported()
    drafted(inspection, [row()], at=factories.NOW + timedelta(minutes=1))
    with pytest.raises(Faults, match="were changed after the signed paper"):
        conclude(factories.make_account("leader"), inspection, at=orders.CONCLUDED)


def test_without_a_signed_paper_nothing_is_issued() -> None:
    inspection = factories.make_inspection("reported")
    with pytest.raises(Faults, match="not signed"):
        conclude(factories.make_account("leader"), inspection, items=(orders.order(),), at=orders.CONCLUDED)


def test_the_second_of_two_who_conclude_gets_a_clear_answer() -> None:
    inspection = orders.reported()
    orders.concluded(inspection=inspection)
    with pytest.raises(Refused) as caught:
        conclude(factories.make_account("leader"), inspection, items=(orders.order(),), at=orders.CONCLUDED)
    assert "Đã kết luận" in caught.value.decision.reason.vi
    assert Correction.objects.for_actions().count() == 1


@pytest.mark.parametrize("role", ["planner", "inspector", "inspected_unit", "clerk", "auditor"])
def test_only_a_leader_issues(role: str) -> None:
    inspection = orders.reported()
    with pytest.raises(Refused):
        conclude(factories.make_account(role), inspection, items=(orders.order(),), at=orders.CONCLUDED)


def test_the_page_shows_what_will_happen_and_does_it_once(client: Client) -> None:
    inspection = orders.reported()
    drafted(inspection, [row(1, due_on="2098-10-15")])
    leader = factories.make_account("leader")
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/inspections/{inspection.uid}/conclude/"
    page = client.get(address).content.decode()
    assert "Công khai thủ tục" in page and "15/10/2098" in page and "disabled" not in page
    assert client.post(address).status_code == 302
    again = client.post(address)
    assert again.status_code == 409
    assert "Cuộc kiểm tra đang ở bước" in again.content.decode()
    page = client.get(f"/inspections/{inspection.uid}/corrections/").content.decode()
    assert "Công khai thủ tục" in page


def test_the_draft_of_a_conclusion_is_not_the_units(client: Client) -> None:
    inspection = orders.reported()
    drafted(inspection, [row(1)])
    for role in ("inspected_unit", "unit_head", "inspector", "appraiser"):
        client.force_login(factories.make_account(role), backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/inspections/{inspection.uid}/conclude/").status_code in (403, 404)


def test_one_number_for_two_items_is_refused() -> None:
    items = (orders.order(1), orders.order(1))
    with pytest.raises(Faults, match="Two items bear the number 1"):
        conclude(factories.make_account("leader"), orders.reported(), items=items, at=orders.CONCLUDED)


def test_what_was_drafted_together_and_made_into_a_paper_is_what_is_ordered() -> None:
    """The whole way: the draft of the office, its paper, the signature, the corrective actions."""
    inspection = worked_inspection("reported")
    planner, on = factories.make_account("planner"), orders.CONCLUDED
    paper = draft_for(planner, inspection, "conclusion", at=on)
    register = {"state": "signed", "number": 7, "signed_on": on.date(), "digest": "d" * 64}
    type(paper).objects.filter(pk=paper.pk).update(**register)
    made = conclude(factories.make_account("leader"), inspection, at=on + timedelta(hours=1))
    assert made
    assert [c.item.number for c in made] == list(range(1, len(made) + 1))
    ordered = [(t["task"], t["deadline"]) for t in paper.context["tasks"]]
    assert [(c.item.task[:1].lower() + c.item.task[1:], c.item.due_on.isoformat()) for c in made] == ordered
    assert {
        f.pk
        for c in made
        for f in c.item.findings.model.objects.for_actions().filter(conclusion_items=c.item)
    }


def test_items_written_after_the_paper_are_not_ordered_with_it() -> None:
    inspection, planner = worked_inspection("reported"), factories.make_account("planner")
    paper = draft_for(planner, inspection, "conclusion", at=orders.CONCLUDED)
    register = {"state": "signed", "number": 7, "signed_on": orders.CONCLUDED.date(), "digest": "d" * 64}
    type(paper).objects.filter(pk=paper.pk).update(**register)
    items = [
        {"unit_code": inspection.unit.code, "task": "Việc thêm sau", "due_on": "2020-12-01", "findings": []}
    ]
    later = orders.CONCLUDED + timedelta(minutes=5)
    revision = Draft.objects.for_actions().get(kind="conclusion").revision
    assert (
        write_draft(planner, inspection, "conclusion", {"items": (items, revision)}, at=later)["items"][
            "outcome"
        ]
        == "taken"
    )
    with pytest.raises(Faults, match="were changed after the signed paper"):
        conclude(factories.make_account("leader"), inspection, at=later)
