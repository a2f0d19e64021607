"""Hold a document against its schema; each fault says where, what was got and what was expected."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from importlib import resources
from typing import Any, Literal

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from lotrinh.method.faults import Fault

Name = Literal["problem", "roadmap"]


@functools.cache
def schema(name: Name) -> dict[str, Any]:
    """The schema of problem.json or roadmap.json."""
    text = resources.files(__package__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def check_problem(raw: Any) -> list[Fault]:
    """Faults of a problem.json; empty when it keeps the contract."""
    return _check("problem", raw)


def check_roadmap(raw: Any) -> list[Fault]:
    """Faults of a roadmap.json; empty when it keeps the contract."""
    return _check("roadmap", raw)


def _check(name: Name, raw: Any) -> list[Fault]:
    validator = Draft202012Validator(schema(name), format_checker=FormatChecker(["date"]))
    errors = sorted(validator.iter_errors(raw), key=lambda e: [str(p) for p in e.absolute_path])
    return [fault for error in errors for fault in _faults(error)]


def _faults(error: ValidationError) -> Iterator[Fault]:
    """One fault an error; of alternatives, the fault of the one that came nearest."""
    got: Any = error.instance
    wanted: Any = error.validator_value
    part: Any = error.schema
    if error.validator in ("anyOf", "oneOf") and error.context:
        yield from _faults(min(error.context, key=lambda e: (-len(e.absolute_path), _rank(e))))
    elif error.validator == "additionalProperties":
        known = sorted(part.get("properties", {}))
        for key in sorted(set(got) - set(known)):
            yield _fault(error, f"{error.json_path}.{key}", key, ", ".join(known))
    elif error.validator == "required":
        for key in sorted(set(wanted) - set(got)):
            yield _fault(
                error, f"{error.json_path}.{key}", "", part["properties"][key].get("description", key)
            )
    else:
        yield _fault(error, error.json_path, _short(got), _expected(error))


def _rank(error: ValidationError) -> int:
    """'A null was expected' is the least useful thing to say of an alternative."""
    return 1 if error.validator == "type" and error.validator_value == "null" else 0


_SENTENCES = {
    "additionalProperties": (
        "unknown_key",
        "Khóa “{got}” không có trong quy ước; xóa hoặc sửa lại cho đúng tên.",
        "The key “{got}” is not in the contract; remove it or mend its name.",
    ),
    "required": (
        "missing_key",
        "Thiếu khóa bắt buộc; hãy bổ sung: {expected}.",
        "A required key is missing; add it: {expected}.",
    ),
    "type": (
        "wrong_type",
        "Giá trị {got} sai kiểu; cần {expected}.",
        "The value {got} has the wrong type; give {expected}.",
    ),
    "format": (
        "bad_date",
        "{got} không phải ngày có thật; ghi NĂM-THÁNG-NGÀY.",
        "{got} is no real day; write YYYY-MM-DD.",
    ),
    "pattern": (
        "bad_date",
        "{got} không đúng dạng; ghi NĂM-THÁNG-NGÀY.",
        "{got} has the wrong form; write YYYY-MM-DD.",
    ),
    "enum": (
        "unknown_value",
        "Giá trị {got} không được dùng; chọn một trong: {expected}.",
        "The value {got} is not in use; choose one of: {expected}.",
    ),
    "const": (
        "wrong_value",
        "Giá trị {got} phải là {expected}.",
        "The value {got} must be {expected}.",
    ),
}
_OTHER = (
    "out_of_range",
    "Giá trị {got} ngoài giới hạn; cần {expected}.",
    "The value {got} is out of range; give {expected}.",
)


def _fault(error: ValidationError, where: str, got: str, expected: str) -> Fault:
    code, vi, en = _SENTENCES.get(str(error.validator), _OTHER)
    words = {"got": got, "expected": expected}
    return Fault(f"contract.{code}", where, vi.format(**words), en.format(**words), got, expected)


def _expected(error: ValidationError) -> str:
    value = error.validator_value
    if isinstance(value, list):
        return ", ".join(map(str, value))
    name = "" if error.validator in ("type", "const", "pattern", "format") else f"{error.validator} "
    return f"{name}{value}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else f"{text[:77]}..."
