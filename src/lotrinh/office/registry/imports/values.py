"""From a raw cell to a value, by what the column holds. A cell that cannot be read raises Unreadable."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from lotrinh.method.text import fold
from lotrinh.office.registry.imports.table import Cell

INDICES = {
    "par": "par",
    "par index": "par",
    "parindex": "par",
    "chi so cchc": "par",
    "cchc": "par",
    "sipas": "sipas",
    "papi": "papi",
}
KINDS = {
    "department": "department",
    "so": "department",
    "so, nganh": "department",
    "tuong duong so": "department",
    "district": "district",
    "huyen": "district",
    "quan": "district",
    "thi xa": "district",
    "commune": "commune",
    "xa": "commune",
    "phuong": "commune",
    "thi tran": "commune",
    "dac khu": "commune",
    "province": "province",
    "tinh": "province",
    "thanh pho": "province",
}
_SERIAL_ZERO = dt.date(1899, 12, 30)
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}


class Unreadable(ValueError):
    """A cell that does not hold what its column says; with the sentence in both languages."""

    def __init__(self, code: str, vi: str, en: str, expected: str) -> None:
        super().__init__(en)
        self.code, self.vi, self.en, self.expected = code, vi, en, expected


def read_value(cell: Cell, holds: str, at_most: int, thousands: str | None) -> object:
    """The value of a filled cell. thousands: the mark that groups digits in the column ('.', ',' or None)."""
    if isinstance(cell, str) and cell in _ERRORS:
        raise Unreadable(
            "imports.error_value",
            "Ô chứa lỗi của bảng tính. Hãy sửa công thức hoặc gõ giá trị.",
            "The cell holds an error of the spreadsheet. Mend the formula or type the value.",
            holds,
        )
    if holds == "decimal":
        return read_decimal(cell, thousands)
    return _READERS[holds](cell, at_most)


def read_decimal(cell: Cell, thousands: str | None) -> Decimal:
    """A decimal with comma or point; `thousands` is the mark that groups digits."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _not_number(cell)
    if isinstance(cell, float) and not math.isfinite(cell):
        raise _not_number(cell)
    text = (
        _plain_number(cell) if isinstance(cell, str) else f"{cell:.0f}" if cell == int(cell) else repr(cell)
    )
    if isinstance(cell, str):
        text = _without_groups(text, thousands)
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise _not_number(cell) from error
    if not value.is_finite() or abs(value) >= 10**8:
        raise _not_number(cell)
    return value


def _plain_number(text: str) -> str:
    """Without blanks, a percent sign or a leading apostrophe; the minus of typographers as a hyphen."""
    return re.sub(r"[\s\u00a0\u202f'%]", "", text).replace("−", "-")


def _without_groups(text: str, thousands: str | None) -> str:
    if "," in text and "." in text:
        thousands = "," if text.rfind(".") > text.rfind(",") else "."
    elif text.count(".") > 1 or text.count(",") > 1:
        thousands = "." if "." in text else ","
    if (
        thousands
        and not re.fullmatch(rf"[-+]?\d{{1,3}}(\{thousands}\d{{3}})+([.,]\d+)?", text)
        and thousands in text
    ):
        raise _not_number(text)
    return (text.replace(thousands, "") if thousands else text).replace(",", ".")


def grouping_mark(cells: Iterable[Cell]) -> str | None:
    """Which mark groups thousands in a column of texts; raises Unreadable when '1.234' could be either.

    A text with both marks, or with a mark that is not followed by exactly three digits, settles it.
    """
    unclear, decimals = False, set()
    for cell in cells:
        if not isinstance(cell, str):
            continue
        text = _plain_number(cell)
        marks = set(re.findall("[.,]", text))
        if len(marks) == 2:
            decimals.add("." if text.rfind(".") > text.rfind(",") else ",")
        elif len(marks) == 1 and text.count(mark := marks.pop()) == 1:
            grouped = re.fullmatch(rf"[-+]?[1-9]\d{{0,2}}\{mark}\d{{3}}", text)
            unclear = unclear or bool(grouped and mark == ".")
            if not grouped:
                decimals.add(mark)
    if unclear and not decimals:
        raise Unreadable(
            "imports.ambiguous_number",
            "Không rõ dấu chấm là dấu thập phân hay dấu nghìn. Hãy viết 1,234 hoặc 1234.",
            "It is not clear whether the point is a decimal mark or groups thousands. Write 1,234 or 1234.",
            "1,234 / 1234",
        )
    return "." if decimals == {","} else None


def _text(cell: Cell, at_most: int) -> str:
    text = _shown(cell)
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t\r" for char in text):
        raise Unreadable(
            "imports.control_character",
            "Ô chứa ký tự điều khiển. Hãy xóa và gõ lại.",
            "The cell holds a control character. Clear it and type it again.",
            "",
        )
    if len(text) > at_most:
        raise Unreadable(
            "imports.too_long",
            f"Ô dài quá {at_most} ký tự.",
            f"The cell is longer than {at_most} characters.",
            f"≤ {at_most}",
        )
    return unicodedata.normalize("NFC", text)


def _shown(cell: Cell) -> str:
    """As a person sees it: whole floats without the point, dates as day/month/year."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def _code(cell: Cell, at_most: int) -> str:
    text = _text(cell, at_most)
    if not re.fullmatch(r"[\w.\-]+", text):
        raise Unreadable(
            "imports.bad_code",
            "Mã chỉ gồm chữ, số, dấu chấm và gạch ngang.",
            "A code holds letters, digits, points and hyphens only.",
            "hn.d005",
        )
    return text


def _whole(cell: Cell, _: int) -> int:
    text = _plain_number(_shown(cell))
    if isinstance(cell, bool) or not re.fullmatch(r"\d{1,6}", text):
        raise Unreadable("imports.not_whole", "Cần một số nguyên.", "A whole number is needed.", "12")
    return int(text)


def _year(cell: Cell, _: int) -> int:
    text = _shown(cell).strip()
    if not re.fullmatch(r"(19[9]\d|20\d\d|21\d\d)", text):
        raise Unreadable(
            "imports.not_year", "Cần một năm bốn chữ số.", "A year of four digits is needed.", "2019"
        )
    return int(text)


def read_date(cell: Cell, _: int = 0) -> dt.date:
    """A date cell, day/month/year, year-month-day, or the serial number of a spreadsheet."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        return _serial(float(cell))
    text = str(cell).strip()
    if re.fullmatch(r"\d{5}", text):
        return _serial(float(text))
    if found := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?", text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    raise _not_date()


def _serial(number: float) -> dt.date:
    if not 20_000 <= number <= 80_000:
        raise _not_date()
    return _SERIAL_ZERO + dt.timedelta(days=int(number))


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise _not_date() from error


def _index(cell: Cell, at_most: int) -> str:
    key = INDICES.get(fold(_text(cell, at_most)))
    if key is None:
        raise Unreadable(
            "imports.unknown_index", "Không có chỉ số này.", "There is no such index.", "PAR, SIPAS, PAPI"
        )
    return key


def _kind(cell: Cell, at_most: int) -> str:
    kind = KINDS.get(fold(_text(cell, at_most)))
    if kind is None:
        raise Unreadable(
            "imports.unknown_kind", "Không có cấp này.", "There is no such kind.", "sở, huyện, xã, tỉnh"
        )
    return kind


def _keys(cell: Cell, at_most: int) -> list[str]:
    return sorted({part.strip() for part in re.split("[;,]", _text(cell, at_most)) if part.strip()})


def _address(cell: Cell, at_most: int) -> str:
    text = _text(cell, at_most)
    if not re.fullmatch(r"https?://[^\s<>\"']+", text):
        raise Unreadable(
            "imports.bad_address",
            "Địa chỉ phải bắt đầu bằng http:// hoặc https://.",
            "An address begins with http:// or https://.",
            "https://…",
        )
    return text


def _not_number(cell: object) -> Unreadable:
    return Unreadable("imports.not_number", "Không phải là số.", "This is not a number.", "86,93")


def _not_date() -> Unreadable:
    return Unreadable(
        "imports.not_date",
        "Không phải là ngày có thật theo dạng ngày/tháng/năm.",
        "This is not a real date as day/month/year.",
        "18/05/2020",
    )


_READERS: dict[str, Callable[[Cell, int], object]] = {
    "text": _text,
    "code": _code,
    "whole": _whole,
    "year": _year,
    "date": read_date,
    "index": _index,
    "kind": _kind,
    "keys": _keys,
    "address": _address,
}
