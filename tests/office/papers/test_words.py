"""Fields in braces, numbers before parts, ends of lines, dates as they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.faults import Faults
from lotrinh.office.platform.papers.counting import LETTERS, Counter, letter, roman
from lotrinh.office.platform.papers.filling import fields_of, fill
from lotrinh.office.platform.papers.printing import printed
from lotrinh.office.platform.papers.punctuation import listed, sentence, without_end
from lotrinh.office.platform.papers.symbols import number_words, paper_symbol, series_kind
from lotrinh.office.platform.papers.widths import balanced, width_mm


@pytest.mark.parametrize(
    "text", ["{a.__class__}", "{a!r}", "{a:>10}", "{0}", "{}", "{a[0]}", "{A}", "{a.}", "{a", "a}", "{{a}}"]
)
def test_nothing_but_plain_names_can_stand_in_braces(text: str) -> None:
    with pytest.raises(Faults, match="A brace belongs to no field"):
        fields_of(text)


def test_a_value_is_looked_up_in_plain_data_alone() -> None:
    assert fill("{a.b} {c}", {"a": {"b": "x"}, "c": 1.5}) == "x 1,5"
    for scope in ({}, {"a": None}, {"a": {"x": 1}}, {"a": [1]}, {"a": True}):
        with pytest.raises(Faults, match="needs the field a"):
            fill("{a}", scope)
    with pytest.raises(Faults):
        fill("{a.real}", {"a": 1})


@given(st.text())
def test_what_is_filled_in_is_never_read_again(value: str) -> None:
    assert fill("<{a}>", {"a": value, "b": "secret"}) == f"<{value}>"


def test_roman_numbers_and_vietnamese_letters() -> None:
    assert [roman(n) for n in (1, 4, 5, 9, 14, 19, 39)] == ["I", "IV", "V", "IX", "XIV", "XIX", "XXXIX"]
    assert "".join(letter(n) for n in range(1, 8)) == "abcdđeg"
    assert letter(len(LETTERS) + 1) == "aa"


def test_a_heading_begins_the_counts_below_it_anew() -> None:
    counter = Counter()
    got = [
        counter.title(1),
        counter.title(2),
        counter.point("letter"),
        counter.title(2),
        counter.point("letter"),
    ]
    got += [counter.title(1), counter.title(2), counter.title(3), counter.article(), counter.point("arabic")]
    assert got == ["I.", "1.", "a)", "2.", "a)", "II.", "1.", "a)", "Điều 1.", "1."]


def test_lists_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    assert listed(["a.", "b ;", "", "c"]) == ["a;", "b;", "c."]
    assert listed(["Sở Nội vụ"], single=True) == ["Sở Nội vụ"]
    assert listed(["a"], last=";") == ["a;"]
    assert without_end("xong./.") == "xong"
    assert [sentence(t) for t in ("a", "a.", "a:", "a (b)", "a?")] == ["a.", "a.", "a:", "a (b).", "a?"]


def test_values_are_printed_as_the_schema_says() -> None:
    schema = {
        "properties": {
            "day": {"print": "long"}, "due": {"$ref": "#/$defs/due"}, "at": {"print": "clock"},
            "copies": {"print": "count"}, "head": {"print": "capitals"}, "free": {"type": "string"},
        },
        "$defs": {"due": {"print": "short"}},
    }  # fmt: skip
    value = {
        "day": "2020-02-05", "due": "2020-11-05", "at": "08:30", "copies": 2, "head": "Giám đốc Sở Nội vụ",
        "free": " 2020-02-05\u0007 ",
    }  # fmt: skip
    assert printed(value, schema, schema) == {
        "day": "05 tháng 02 năm 2020", "due": "05/11/2020", "at": "08 giờ 30 phút", "copies": "02",
        "head": "GIÁM ĐỐC SỞ NỘI VỤ", "free": "2020-02-05",
    }  # fmt: skip


def test_symbols_are_those_of_papers_that_were_seen() -> None:
    # 741/QĐ-SNV (2018), 118/TB-UBND, 960/SNV-CCHC (2021): an official letter has no type.
    assert number_words(741, paper_symbol("QĐ", "SNV", "CCHC")) == "741/QĐ-SNV"
    assert number_words(118, paper_symbol("TB", "UBND", "NC")) == "118/TB-UBND"
    assert number_words(960, paper_symbol("", "SNV", "CCHC")) == "960/SNV-CCHC"
    assert number_words(5, "QĐ-SNV") == "05/QĐ-SNV"
    assert [series_kind("QĐ", "by_type"), series_kind("", "by_type"), series_kind("QĐ", "one")] == [
        "QĐ",
        "CV",
        "",
    ]


@given(st.lists(st.text("abcdê ", min_size=1, max_size=9), min_size=1, max_size=20))
def test_balanced_lines_hold_every_word_and_fit(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    lines = balanced(text, 14, 60)
    assert " ".join(lines) == text
    assert all(width_mm(line, 14) <= 60 for line in lines)
