"""Cells as Vietnamese offices write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lotrinh.office.registry.imports.guard import guarded
from lotrinh.office.registry.imports.table import column_index, column_letters
from lotrinh.office.registry.imports.values import (
    Unreadable,
    grouping_mark,
    read_date,
    read_decimal,
    read_value,
)


@pytest.mark.parametrize(
    ("cell", "thousands", "value"),
    [
        ("86,93", None, "86.93"),
        ("86.93", None, "86.93"),
        ("86,93%", None, "86.93"),
        (" 1 234,5 ", None, "1234.5"),
        ("1.234,56", None, "1234.56"),
        ("1,234.56", None, "1234.56"),
        ("1.234.567", None, "1234567"),
        ("1.234", ".", "1234"),
        ("1.234", None, "1.234"),
        ("−2,5", None, "-2.5"),
        (86.93, None, "86.93"),
        (100.0, None, "100"),
        (7, None, "7"),
    ],
)
def test_decimals(cell: object, thousands: str | None, value: str) -> None:
    assert read_decimal(cell, thousands) == Decimal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["", "x", "1,2,3", "1.23.4", "--1", "nan", "inf", float("inf"), True, "12345678901"]
)
def test_what_is_no_decimal(cell: object) -> None:
    with pytest.raises(Unreadable):
        read_decimal(cell, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["86,93", "1.234"], "."),
        (["1.264", "1.2"], None),
        (["1,234", "5,1"], "."),
        (["0.123"], None),
        (["1.234,5"], "."),
        ([86.93, None], None),
    ],
)
def test_the_column_shows_which_mark_groups(cells: list[object], mark: str | None) -> None:
    assert grouping_mark(cells) == mark  # type: ignore[arg-type]


def test_a_point_that_could_be_either_is_asked_about() -> None:
    with pytest.raises(Unreadable) as error:
        grouping_mark(["1.234", "2.345"])
    assert error.value.code == "imports.ambiguous_number"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("18/05/2020", dt.date(2020, 5, 18)),
        ("3/4/2026", dt.date(2026, 4, 3)),
        ("18-05-2020", dt.date(2020, 5, 18)),
        ("2020-05-18", dt.date(2020, 5, 18)),
        (43969, dt.date(2020, 5, 18)),
        (43969.75, dt.date(2020, 5, 18)),
        ("43969", dt.date(2020, 5, 18)),
        (dt.date(2020, 5, 18), dt.date(2020, 5, 18)),
        (dt.datetime(2020, 5, 18, 9, 30), dt.date(2020, 5, 18)),  # noqa: DTZ001
    ],
)
def test_dates(cell: object, day: dt.date) -> None:
    """18/05/2020 is serial 43969 in the 1900 system of spreadsheets."""
    assert read_date(cell) == day  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["31/02/2020", "5/2020", "hôm qua", 12, True, float("nan"), "05/18/2020"])
def test_what_is_no_date(cell: object) -> None:
    with pytest.raises(Unreadable):
        read_date(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "holds", "value"),
    [
        ("Chỉ số CCHC", "index", "par"),
        ("papi", "index", "papi"),
        ("Phường", "kind", "commune"),
        ("land; health", "keys", ["health", "land"]),
        (2019.0, "year", 2019),
        (5.0, "text", "5"),
    ],
)
def test_words(cell: object, holds: str, value: object) -> None:
    assert read_value(cell, holds, 100, None) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "holds", "code"),
    [
        ("XYZ", "index", "imports.unknown_index"),
        ("làng", "kind", "imports.unknown_kind"),
        ("a b", "code", "imports.bad_code"),
        ("x" * 101, "text", "imports.too_long"),
        ("a\x07b", "text", "imports.control_character"),
        ("javascript:alert(1)", "address", "imports.bad_address"),
        ("1,5", "whole", "imports.not_whole"),
    ],
)
def test_words_that_are_refused(cell: object, holds: str, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_value(cell, holds, 100, None)  # type: ignore[arg-type]
    assert error.value.code == code


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@x", "\tx"])
def test_text_that_leaves_is_no_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_plain_text_leaves_as_it_is() -> None:
    assert guarded("Sở Nội vụ") == "Sở Nội vụ"


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_names(index: int, letters: str) -> None:
    assert column_letters(index) == letters
    assert column_index(letters) == index
