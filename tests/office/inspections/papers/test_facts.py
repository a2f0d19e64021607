"""What the papers of an inspection say, from its rows."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.office.inspections.papers.facts import facts_of, office_of
from lotrinh.office.inspections.papers.gathering import gather
from lotrinh.office.inspections.papers.names import head_of, official_name
from lotrinh.office.inspections.papers.people import absent, members, people
from lotrinh.office.inspections.papers.words import count, extent, listed, lower_first, percent, with_weekday
from tests.office.inspections.factories import find, make_inspection, make_plan
from tests.office.inspections.papers.worked import worked_inspection


def unit(name: str, kind: str, parent: Any = None, type_: str = "") -> Any:
    """As a row of the register."""
    return SimpleNamespace(name=name, kind=kind, parent=parent, type=type_)


QUAN = unit("Quận Ba Đình", "district")


@pytest.mark.parametrize(
    ("body", "name", "head"),
    [
        (unit("Sở Nội vụ", "department"), "Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        (unit("Thanh tra Thành phố", "department"), "Thanh tra Thành phố", "Chánh Thanh tra Thành phố"),
        (unit("Ban Dân tộc", "department"), "Ban Dân tộc", "Trưởng ban Dân tộc"),
        (
            unit("Văn phòng UBND Thành phố", "department"), "Văn phòng Ủy ban nhân dân Thành phố",
            "Chánh Văn phòng Ủy ban nhân dân Thành phố",
        ),
        (QUAN, "Ủy ban nhân dân quận Ba Đình", "Chủ tịch Ủy ban nhân dân quận Ba Đình"),
        (
            unit("Phường Phúc Xá", "commune", QUAN), "Ủy ban nhân dân phường Phúc Xá, quận Ba Đình",
            "Chủ tịch Ủy ban nhân dân phường Phúc Xá, quận Ba Đình",
        ),
        (
            unit("Ba Đình", "commune", None, "phường"), "Ủy ban nhân dân phường Ba Đình",
            "Chủ tịch Ủy ban nhân dân phường Ba Đình",
        ),
        (
            unit("Thị xã Sơn Tây", "district"), "Ủy ban nhân dân thị xã Sơn Tây",
            "Chủ tịch Ủy ban nhân dân thị xã Sơn Tây",
        ),
    ],
)  # fmt: skip
def test_bodies_have_their_names_in_full(body: Any, name: str, head: str) -> None:
    assert (official_name(body), head_of(body)) == (name, head)


@pytest.mark.parametrize(
    ("number", "of", "unit_", "words"),
    [
        (6, 6, "hồ sơ", "06/06 hồ sơ"), (4, 48, "người", "04/48 người"), (3, None, "lần", "03 lần"),
        (None, 48, "người", "trong tổng số 48 người"), (None, None, "hồ sơ", ""), (0, 12, "", "00/12"),
        (1260, 13000, "hồ sơ", "1.260/13.000 hồ sơ"), (Decimal("1.50"), None, "ha", "1,5 ha"),
    ],
)  # fmt: skip
def test_extents_are_written_as_papers_write_them(number: Any, of: Any, unit_: str, words: str) -> None:
    assert extent(number, of, unit_) == words


@given(st.integers(0, 10**9))
def test_counts_have_two_digits_and_lose_nothing(number: int) -> None:
    words = count(number)
    assert len(words) >= 2 and int(words.replace(".", "")) == number


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_that_is_not_whole_is_never_shown_as_none_or_all(number: int, of: int) -> None:
    share = min(number, of) / of
    words = percent(share)
    assert (words == "100%") == (share == 1) and (words == "0%") == (share == 0)


def test_the_first_letter_stays_large_where_a_name_begins() -> None:
    names = ["UBND xã chậm", "Hà Nội", "Sở Nội vụ", "Ủy ban nhân dân", ""]
    assert [lower_first(text) for text in names] == names
    assert lower_first("Chưa niêm yết") == "chưa niêm yết"


def test_a_day_names_its_weekday() -> None:
    assert with_weekday(date(2020, 10, 5)) == "thứ Hai, ngày 05 tháng 10 năm 2020"
    assert with_weekday(date(2020, 2, 9)) == "Chủ nhật, ngày 09 tháng 02 năm 2020"


def test_people_are_read_from_lines() -> None:
    assert people("Ông Nguyễn Văn Tư, Phó Chủ tịch\nBà Lê Thị Năm\n\n") == [
        {"honorific": "Ông", "name": "Nguyễn Văn Tư", "office": "Phó Chủ tịch"},
        {"honorific": "Bà", "name": "Lê Thị Năm", "office": "người được cử làm việc với Đoàn kiểm tra"},
    ]
    assert members("Trần Thị Hòa, Phó Giám đốc Sở Nội vụ, Trưởng đoàn") == [
        {
            "honorific": "Ông (bà)",
            "name": "Trần Thị Hòa",
            "office": "Phó Giám đốc Sở Nội vụ",
            "role": "Trưởng đoàn",
        }
    ]
    assert absent("Ông B, Phó Chủ tịch; đi họp")[0]["reason"] == "đi họp"


@given(st.text(max_size=300))
def test_any_text_is_read_as_people_who_have_a_name_and_an_office(text: str) -> None:
    for one in [*people(text), *members(text), *absent(text)]:
        assert one["name"] and one["office"] and one["honorific"] in ("Ông", "Bà", "Ông (bà)")
    assert all(line.strip() == line and line for line in listed(text))


def test_an_office_never_names_the_body_twice() -> None:
    assert office_of("Phó Giám đốc", "Sở Nội vụ") == "Phó Giám đốc Sở Nội vụ"
    assert (
        office_of("Trưởng phòng Cải cách hành chính", "Sở Nội vụ")
        == "Trưởng phòng Cải cách hành chính, Sở Nội vụ"
    )
    assert office_of("Giám đốc Sở Nội vụ", "Sở Nội vụ") == "Giám đốc Sở Nội vụ"
    assert office_of("", "Sở Tư pháp") == "Sở Tư pháp"


@pytest.fixture
def facts(db: None) -> dict[str, Any]:
    """The facts of the worked example."""
    return facts_of(gather(worked_inspection()))


def test_findings_are_grouped_and_what_was_withdrawn_is_not_told(facts: dict[str, Any]) -> None:
    kinds = [f["kind"] for f in facts["findings"]]
    assert kinds == ["result", "shortcoming", "violation", "good_model"]
    assert not any("đã rút" in f["text"] for f in facts["findings"])
    absent_ones = next(f for f in facts["findings"] if f["kind"] == "violation")
    assert (absent_ones["extent"], absent_ones["objective"], absent_ones["subjective"]) == (
        "04/48 người", ["Nhân lực mỏng"], ["Kỷ luật, giờ giấc buông lỏng"],
    )  # fmt: skip
    assert facts["difficulties"] == [
        {"text": "Phần mềm một cửa chưa liên thông với phần mềm đất đai", "whom": "Ủy ban nhân dân Thành phố"}
    ]


def test_a_draw_is_told_with_its_interval(facts: dict[str, Any]) -> None:
    # R 4.2, binom 1.1-1.1: binom.confint(6, 6, methods = "wilson") gives 0.6096657 to 1.
    draw = next(a for a in facts["answers"] if a["draw"])
    assert "06/06 hồ sơ (100%; khoảng tin cậy 95%: từ 61% đến 100%)" in draw["answer"]
    assert "rút ngẫu nhiên 06 trong tổng số 120 hồ sơ" in draw["answer"]


def test_what_was_found_before_is_told_with_its_state(facts: dict[str, Any]) -> None:
    (earlier,) = facts["earlier"]
    assert earlier["state"] == "chưa khắc phục, nay vẫn còn"
    again = next(f for f in facts["findings"] if f["kind"] == "shortcoming")
    assert re.fullmatch(r"kết quả kiểm tra ngày 10/09/2019", again["earlier"])


def test_missing_is_said_and_not_counted_as_nothing(facts: dict[str, Any]) -> None:
    survey = next(a for a in facts["answers"] if a["key"] == "survey")
    assert (survey["state"], survey["answer"]) == ("missing", "không có số liệu")


def test_facts_take_the_same_number_of_queries_however_much_was_found(
    db: None, django_assert_max_num_queries: Any
) -> None:
    inspection = worked_inspection()
    facts_of(gather(inspection))  # definitions are read once
    for number in range(40):
        find(inspection, f"Tồn tại số {number}", content=2)
    with django_assert_max_num_queries(22):
        facts_of(gather(inspection))


def test_an_example_is_marked_as_one(db: None) -> None:
    plan = make_plan("hanoi-2026", synthetic=True)
    assert facts_of(gather(make_inspection("visited", plan=plan)))["synthetic"] is True
