"""Similar texts and the same fault in another year."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.definitions import Library
from lotrinh.method.faults import Faults
from lotrinh.method.findings import (
    KnownFault,
    SimilarTexts,
    likeness,
    lineage,
    read_published,
    same_fault_candidates,
)

OWN = Library.open()
ROWS = read_published(OWN)
INDEX = SimilarTexts.build([r.id for r in ROWS], [r.finding for r in ROWS])


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("khong co hom thu gop y", "F013"),
        ("Công chức không đeo thẻ", "F006"),
        ("hồ sơ trễ hạn chưa ban hành phiếu xin lỗi", "F042"),
        ("chuyen cong an xa cham, chua co ket qua tra dan", "F001"),
        ("máy lấy số hỏng", "F004"),
    ],
)
def test_a_finding_is_found_with_and_without_marks(asked: str, first: str) -> None:
    assert INDEX.search(asked, 5)[0][0] == first


def test_marks_and_case_change_nothing() -> None:
    assert INDEX.search("HỒ SƠ TRỄ HẠN") == INDEX.search("ho so tre han")


def test_what_shares_no_word_is_not_similar() -> None:
    assert INDEX.search("zzz qqq") == []
    assert INDEX.search("") == []
    assert INDEX.search("hồ sơ", 0) == []
    assert SimilarTexts.build([], []).search("hồ sơ") == []
    assert SimilarTexts.build(["a"], ["…"]).search("hồ sơ") == []


def test_scores_descend_and_k_bounds_them() -> None:
    found = INDEX.search("hồ sơ trễ hạn", 4)
    assert len(found) == 4
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
    assert len(INDEX.search("hồ sơ", 1000)) < len(INDEX) == 61


def test_ids_and_texts_must_be_as_many() -> None:
    with pytest.raises(Faults):
        SimilarTexts.build(["a"], [])


def test_nothing_is_printed_while_building_and_asking(capfd: pytest.CaptureFixture[str]) -> None:
    SimilarTexts.build(["a", "b"], ["hồ sơ", "niêm yết"]).search("hồ sơ")
    out, err = capfd.readouterr()
    assert out + err == ""


@pytest.mark.slow
def test_twenty_thousand_texts_are_built_in_seconds_and_asked_in_milliseconds() -> None:
    chance = random.Random(1)
    words = [w for r in ROWS for w in r.finding.split()]
    texts = [f"{ROWS[i % 61].finding} {' '.join(chance.choices(words, k=12))}" for i in range(20_000)]
    began = time.perf_counter()
    index = SimilarTexts.build([str(i) for i in range(20_000)], texts)
    built = time.perf_counter()
    for row in ROWS:
        assert index.search(row.finding, 10)
    assert built - began < 20
    assert (time.perf_counter() - built) / 61 < 0.05


def fault(id: str, text: str, year: int, **more: object) -> KnownFault:
    fields = {"units": frozenset({"hn.c1"}), "sector": "home_affairs", **more}
    return KnownFault(id, text=text, found_on=date(year, 9, 1), **fields)  # type: ignore[arg-type]


NEW = fault(
    "new", "Không niêm yết quyết định công bố danh mục thủ tục hành chính", 2021, item="decision-posted"
)


def test_the_same_question_of_the_same_body_comes_first_with_its_reasons() -> None:
    olds = [
        fault("worded", "Chưa niêm yết quyết định công bố danh mục thủ tục hành chính", 2020),
        fault("asked", "Bảng tin trống", 2020, item="decision-posted"),
        fault("other", "Máy lấy số hỏng", 2020),
    ]
    found = same_fault_candidates(NEW, olds)
    assert [c.id for c in found] == ["asked", "worded"]
    assert [r.code for r in found[0].reasons] == ["findings.same_body", "findings.same_question"]
    assert [r.code for r in found[1].reasons] == ["findings.same_body", "findings.worded_alike"]
    assert all(r.vi and r.en for c in found for r in c.reasons)


def test_another_body_a_later_day_or_another_field_is_not_the_same() -> None:
    text = NEW.text
    olds = [
        fault("body", text, 2020, units=frozenset({"hn.c2"})),
        fault("later", text, 2022),
        fault("field", text, 2020, sector="finance"),
        fault("new", text, 2020),
    ]
    assert same_fault_candidates(NEW, olds) == []


def test_a_merger_does_not_hide_a_fault() -> None:
    registers = [OWN.register(key) for key in OWN.registers()]
    merged = next(s for s in OWN.register("hanoi-2025").successions() if s.successor == "hn.n00145")
    units = lineage(registers, "hn.n00145")
    assert {"hn.n00145", merged.predecessor} <= units
    now = fault("now", "Hồ sơ giải quyết trễ hạn", 2026, units=units)
    before = fault("before", "Còn hồ sơ giải quyết trễ hạn", 2021, units=frozenset({merged.predecessor}))
    assert [c.id for c in same_fault_candidates(now, [before])] == ["before"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_between_zero_and_one(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) in (0, 1)
