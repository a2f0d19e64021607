"""Single values: yes-no, number, share, date, choice, text; each to its one form or to faults."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date as Day
from decimal import Decimal
from typing import Any

from lotrinh.method.checklists.models import Asked, answers_of
from lotrinh.method.faults import Fault

Checked = tuple[Any, list[Fault]]
NUMBER = re.compile(r"^-?\d{1,18}(\.\d{1,9})?$")
FIRST_DAY, LAST_DAY = Day(1990, 1, 1), Day(2100, 1, 1)
LARGEST_COUNT = 1_000_000_000
LONGEST_CELL = 2_000
CONTROL = "Cc"


def scalar_value(asked: Any, value: Any, where: str) -> Checked:
    """A value that is no table and no draw, by the kind of answer of the question or column."""
    if asked.answer == "text":
        return text_value(value, where, getattr(asked, "max_length", LONGEST_CELL))
    return _SCALARS[asked.answer](asked, value, where)


def text_value(value: Any, where: str, longest: int) -> Checked:
    """Text without outer blanks, in NFC, line ends as \\n; None when nothing is left."""
    if not isinstance(value, str):
        return None, [_fault("text", where, value, "chữ", "text")]
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > longest:
        return None, [_too_long(where, len(text), longest)]
    if any(
        (unicodedata.category(c) == CONTROL and c not in "\n\t") or "\ud800" <= c <= "\udfff" for c in text
    ):
        return None, [
            _fault("text", where, value, "chữ không có ký tự điều khiển", "text without control characters")
        ]
    return text or None, []


def number_value(asked: Asked, value: Any, where: str) -> Checked:
    """A number as text; within the bounds and with no more decimals than the question allows."""
    text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not NUMBER.match(text.strip()):
        vi = "một số: chữ số, dấu chấm thập phân, không có dấu phân cách nghìn"
        return None, [
            _fault("number", where, value, vi, "a number: digits and a decimal point, no separators")
        ]
    number = Decimal(text.strip())
    plain = format(number.normalize() + 0, "f")
    if len(plain.partition(".")[2]) > asked.decimals:
        vi, en = f"số có nhiều nhất {asked.decimals} chữ số lẻ", f"at most {asked.decimals} decimals"
        return None, [_fault("number", where, value, vi, en)]
    low = asked.min is not None and number < asked.min
    if low or (asked.max is not None and number > asked.max):
        span = f"{'' if asked.min is None else asked.min} … {'' if asked.max is None else asked.max}"
        return None, [
            _fault("number_range", where, value, f"số trong khoảng {span}", f"a number within {span}")
        ]
    return plain, []


def count_value(value: Any, where: str, most: int = LARGEST_COUNT) -> Checked:
    """A whole number from 0 on."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        return None, [
            _fault("count", where, value, f"số nguyên từ 0 đến {most}", f"a whole number from 0 to {most}")
        ]
    return value, []


def _share(asked: Asked, value: Any, where: str) -> Checked:
    if not isinstance(value, Mapping) or set(value) != {"count", "of"}:
        vi, en = "hai số nguyên count và of (n trên N)", "two whole numbers, count and of (n of N)"
        return None, [_fault("share", where, value, vi, en)]
    count, wrong = count_value(value["count"], f"{where}.count")
    of, also = count_value(value["of"], f"{where}.of")
    if wrong or also:
        return None, wrong + also
    if count > of:
        vi, en = "số đếm không lớn hơn tổng số", "a count no larger than the total"
        return None, [_fault("share", where, f"{count} / {of}", vi, en)]
    return {"count": count, "of": of}, []


def _date(asked: Asked, value: Any, where: str) -> Checked:
    expected = ("một ngày dạng 2020-08-03, từ 1990 đến 2099", "a day like 2020-08-03, from 1990 to 2099")
    if not isinstance(value, str) or not re.match(r"^\d{4}-\d{2}-\d{2}$", value):
        return None, [_fault("date", where, value, *expected)]
    try:
        day = Day.fromisoformat(value)
    except ValueError:
        return None, [_fault("date", where, value, *expected)]
    if not FIRST_DAY <= day < LAST_DAY:
        return None, [_fault("date", where, value, *expected)]
    return value, []


def _one_of(asked: Any, value: Any, where: str) -> Checked:
    known = answers_of(asked, asked.answer)
    if not isinstance(value, str) or value not in known:
        vi = "một trong: " + ", ".join(f"{k} ({t.vi})" for k, t in known.items())
        en = "one of: " + ", ".join(f"{k} ({t.en})" for k, t in known.items())
        return None, [_fault("choice", where, value, vi, en)]
    return value, []


def _fault(code: str, where: str, got: Any, vi: str, en: str) -> Fault:
    return Fault(
        f"checklists.not_a_{code}",
        where,
        f"Câu trả lời chưa đúng dạng: cần {vi}; hãy nhập lại.",
        f"The answer has the wrong form: {en} is expected; enter it again.",
        got=repr(got)[:80],
        expected=en,
    )


def wrong_form(code: str, where: str, got: Any, vi: str, en: str) -> Fault:
    """An answer of another form than the question asks."""
    return _fault(code, where, got, vi, en)


def _too_long(where: str, got: int, longest: int) -> Fault:
    return Fault(
        "checklists.too_long",
        where,
        f"Nội dung dài {got} ký tự, nhiều nhất là {longest}; hãy rút gọn hoặc đính kèm tệp.",
        f"The text has {got} characters, at most {longest} are taken; shorten it or attach a file.",
        got=str(got),
        expected=f"<= {longest}",
    )


_SCALARS: dict[str, Callable[[Any, Any, str], Checked]] = {
    "number": number_value,
    "share": _share,
    "date": _date,
    "yes_no": _one_of,
    "choice": _one_of,
}
