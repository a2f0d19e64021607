"""The form of NĐ 30/2020/NĐ-CP: what is chosen lies inside what is allowed."""

from datetime import date

import pytest
from pydantic import ValidationError

from lotrinh.office.platform.papers.form import Measure, read_form
from lotrinh.office.platform.papers.paper import (
    Column,
    Group,
    Paper,
    Signature,
    Table,
    date_words,
    head_lines,
)

# The decree's ranges, written here a second time on purpose (Annex I of NĐ 30/2020/NĐ-CP).
ALLOWED_PT = {
    "nation": (12, 13), "motto": (13, 14), "parent_body": (12, 13), "issuing_body": (12, 13),
    "number": (13, 13), "place_date": (13, 14), "kind": (13, 14), "subject": (13, 14), "text": (13, 14),
    "authority": (13, 14),
    "signer": (13, 14), "recipients_title": (12, 12), "recipients": (11, 11),
}  # fmt: skip
ALLOWED_MM = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


def test_chosen_sizes_and_margins_are_allowed() -> None:
    form = read_form()
    for block, (low, high) in ALLOWED_PT.items():
        measure = getattr(form.sizes_pt, block)
        assert measure.allowed == (low, high)
        assert low <= measure.chosen <= high
    for side, (low, high) in ALLOWED_MM.items():
        assert low <= getattr(form.page.margins_mm, side).chosen <= high


def test_a_choice_outside_is_refused() -> None:
    with pytest.raises(ValidationError, match="outside what is allowed"):
        Measure(allowed=(13, 14), chosen=12)


def test_numbers_and_dates_as_the_decree_writes_them() -> None:
    assert date_words(date(2020, 7, 27), 2020) == "ngày 27 tháng 7 năm 2020"
    assert date_words(date(2021, 1, 5), 2021) == "ngày 05 tháng 01 năm 2021"
    assert date_words(date(2021, 3, 5), 2021) == "ngày 05 tháng 3 năm 2021"
    paper = _paper(number=5, signed_on=date(2021, 2, 9))
    assert paper.number_line() == "Số: 05/KH-UBND"
    assert _paper(number=155).number_line() == "Số: 155/KH-UBND"
    assert paper.date_line() == "Hà Nội, ngày 09 tháng 02 năm 2021"
    assert _paper().number_line().split() == ["Số:", "/KH-UBND"]


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        ("Ủy ban nhân dân thành phố Hà Nội", ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI")),
        ("Ủy ban nhân dân thị xã Sơn Tây", ("ỦY BAN NHÂN DÂN", "THỊ XÃ SƠN TÂY")),
        ("Ủy ban nhân dân xã Đường Lâm", ("ỦY BAN NHÂN DÂN", "XÃ ĐƯỜNG LÂM")),
        ("Sở Nội vụ", ("SỞ NỘI VỤ",)),
    ],
)
def test_the_name_of_a_body_is_broken_before_its_place(authority: str, lines: tuple[str, ...]) -> None:
    assert head_lines(authority) == lines


def test_a_row_that_does_not_fit_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2 columns"):
        Table((Column("a", 1), Column("b", 1)), (Group("", (("x",),)),))


def _paper(number: int | None = None, signed_on: date | None = None) -> Paper:
    return Paper(
        issuing_body=("ỦY BAN NHÂN DÂN",), symbol="KH-UBND", place="Hà Nội", year=2021, kind="KẾ HOẠCH",
        subject="Thử", body=(), signature=Signature(("CHỦ TỊCH",)), recipients=(),
        number=number, signed_on=signed_on,
    )  # fmt: skip
