"""Drafts: parts, what the figures say, two writers, wrong forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.papers.desk import draft_desk, save_parts
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.inspections.papers.drafts import draft_parts
from lotrinh.office.inspections.papers.facts import facts_of
from lotrinh.office.inspections.papers.gathering import gather
from lotrinh.office.inspections.papers.parts import PARTS, part_keys, part_of, value_faults
from lotrinh.office.inspections.papers.prefill import prefilled
from tests.office.inspections.factories import find, make_account
from tests.office.inspections.papers.worked import ON, worked_inspection

AT = datetime(2020, 8, 20, 3, 0, tzinfo=UTC)
CONTENTS = [{"number": n, "text": f"Nội dung {n}"} for n in (1, 2)]


def head_of(inspection: Inspection) -> Any:
    return inspection.seats.get(role="head").account


def views(inspection: Inspection, kind: str) -> dict[str, Any]:
    gathered = gather(inspection)
    return {v.key: v for v in draft_parts(gathered, facts_of(gathered), kind, ON)}


def test_parts_by_content_stand_together_content_after_content() -> None:
    keys = part_keys("minutes", CONTENTS)
    start = keys.index("results.1")
    assert keys[start : start + 4] == ["results.1", "faults.1", "results.2", "faults.2"]
    assert len(keys) == len(set(keys))
    assert (
        part_of("minutes", "results.9")
        and not part_of("minutes", "results")
        and not part_of("minutes", "place.1")
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
every_part = st.sampled_from(
    [(kind, f"{p.key}.1" if p.by_content else p.key) for kind in PARTS for p in PARTS[kind]]
)


@given(every_part, json_values)
def test_any_value_is_taken_or_has_its_faults(part: tuple[str, str], value: Any) -> None:
    for fault in value_faults(*part, value):
        assert fault.vi and fault.en and fault.where


@pytest.mark.django_db
def test_every_part_has_a_text_from_the_figures_that_fits_its_own_form() -> None:
    inspection = worked_inspection("reported")
    gathered = gather(inspection)
    facts = facts_of(gathered)
    for kind in PARTS:
        for key in part_keys(kind, facts["contents"]):
            value = prefilled(kind, key, facts, gathered.inspection, ON)
            assert value_faults(kind, key, value) == [], (kind, key)


@pytest.mark.django_db
def test_items_take_the_proposal_and_the_limit_of_the_plan_and_models_are_to_be_spread() -> None:
    # 30 calendar days after 20/8/2020 is a Saturday; the next working day is Monday 21/9.
    shown = views(worked_inspection("reported"), "conclusion")
    items = shown["items"].value
    assert [i["task"] for i in items] == [
        "Kiểm tra cải cách hành chính tại 13 phường còn lại",
        "Khắc phục tồn tại: công chức vắng mặt tại thời điểm kiểm tra (04/48 người)",
    ]
    assert {i["due_on"] for i in items} == {"2020-09-21"} and all(len(i["findings"]) == 1 for i in items)
    assert shown["models"].value[0]["text"] == "Nhắn tin cho người dân trước hạn trả kết quả một ngày."
    assert "Nhắn tin" not in shown["strengths"].value


@pytest.mark.django_db
def test_what_was_typed_stays_when_the_figures_change_and_both_are_shown() -> None:
    inspection = worked_inspection()
    head = head_of(inspection)
    save_parts(head, inspection, "minutes", {"faults.2": ("Tồn tại do đoàn ghi lại", 0)}, device="d", at=AT)
    find(inspection, "Tồn tại mới tìm thấy", content=2)
    shown = views(inspection, "minutes")["faults.2"]
    assert shown.typed and shown.differs and shown.value == "Tồn tại do đoàn ghi lại"
    assert "Tồn tại mới tìm thấy" in shown.figures and shown.by == "Trần Thị Hòa"
    assert not views(inspection, "minutes")["results.1"].typed


@pytest.mark.django_db
def test_a_part_that_was_emptied_stays_empty() -> None:
    inspection = worked_inspection()
    save_parts(head_of(inspection), inspection, "minutes", {"proposals": ("", 0)}, device="d", at=AT)
    shown = views(inspection, "minutes")["proposals"]
    assert shown.typed and shown.value == "" and "liên thông" in shown.figures


@pytest.mark.django_db
def test_two_writers_keep_both_texts_until_somebody_decides() -> None:
    inspection = worked_inspection()
    head, secretary = head_of(inspection), inspection.seats.get(role="secretary").account
    first = save_parts(head, inspection, "minutes", {"opinions": ("Nhất trí", 0)}, device="a", at=AT)
    second = save_parts(
        secretary,
        inspection,
        "minutes",
        {"opinions": ("Không nhất trí", 0)},
        device="b",
        at=AT + timedelta(minutes=1),
    )
    assert first["opinions"]["outcome"] == "taken" and second["opinions"]["outcome"] == "conflict"
    desk = draft_desk(head, inspection, "minutes", AT)
    (clash,) = desk.clashes["opinions"]
    assert (clash.mine, clash.mine_by, clash.theirs) == ("Không nhất trí", "Đỗ Thu Hằng", "Nhất trí")
    assert views(inspection, "minutes")["opinions"].value == "Nhất trí"


@pytest.mark.django_db
def test_a_wrong_form_is_refused_with_its_reason_and_the_rest_is_kept() -> None:
    inspection = worked_inspection()
    results = save_parts(
        head_of(inspection), inspection, "minutes",
        {"copies": ("ba", 0), "ended_at": ("hôm qua", 0), "unknown": ("x", 0), "place": ("Hội trường", 0)},
        device="d", at=AT,
    )  # fmt: skip
    assert {k: r["outcome"] for k, r in results.items()} == {
        "copies": "refused", "ended_at": "refused", "unknown": "refused", "place": "taken",
    }  # fmt: skip
    assert results["copies"]["faults"][0]["vi"] == "Hãy ghi một số từ 1 đến 20."


@pytest.mark.django_db
def test_a_paper_that_is_older_than_its_text_is_told() -> None:
    inspection = worked_inspection("reported")
    planner = make_account("planner")
    draft_for(planner, inspection, "conclusion", at=AT)
    assert not draft_desk(planner, inspection, "conclusion", AT).stale
    save_parts(planner, inspection, "conclusion", {"general": ("Đánh giá khác", 0)}, device="d", at=AT)
    assert draft_desk(planner, inspection, "conclusion", AT).stale


@pytest.mark.django_db
def test_only_those_who_may_write_do() -> None:
    inspection = worked_inspection()
    member = inspection.seats.get(role="member").account
    result = save_parts(member, inspection, "minutes", {"place": ("Nơi khác", 0)}, device="d", at=AT)
    assert result["place"]["outcome"] == "refused"
    unit = make_account("inspected_unit", unit_code=inspection.unit.code)
    result = save_parts(unit, inspection, "minutes", {"place": ("Nơi khác", 0)}, device="d", at=AT)
    assert result["place"]["outcome"] == "refused"
