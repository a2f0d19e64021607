"""What a model says of wrong data, as faults in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from lotrinh.method.faults import Fault

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]

SENTENCES: dict[str, tuple[str, str, str]] = {
    "extra_forbidden": (
        "definitions.unknown_key",
        "Khóa “{key}” không có trong mẫu; hãy xóa hoặc sửa lại tên khóa.",
        "The key “{key}” is not known here; remove it or correct its name.",
    ),
    "missing": (
        "definitions.missing_key",
        "Thiếu khóa “{key}”; hãy bổ sung.",
        "The key “{key}” is missing; add it.",
    ),
    "literal_error": (
        "definitions.not_a_choice",
        "Giá trị của “{key}” không nằm trong danh sách cho phép; hãy chọn một trong: {expected}.",
        "The value of “{key}” is not one of the choices; choose one of: {expected}.",
    ),
}
OTHER = (
    "definitions.wrong_value",
    "Giá trị của “{key}” không hợp lệ: cần {expected}; hãy sửa lại.",
    "The value of “{key}” is wrong: {expected} is expected; correct it.",
)


def model_faults(model: type[M], data: Any, where: Callable[[Loc], str]) -> tuple[list[Fault], M | None]:
    """The faults of data against a model, or the model; ``where`` turns a path into file:line."""
    try:
        return [], model.model_validate(data)
    except ValidationError as error:
        return [_fault(e, where) for e in error.errors(include_url=False)], None


def _fault(error: ErrorDetails, where: Callable[[Loc], str]) -> Fault:
    code, vi, en = SENTENCES.get(error["type"], OTHER)
    key = str(error["loc"][-1]) if error["loc"] else "?"
    context = error.get("ctx", {})
    expected = _expected(error, context)
    if error["type"] == "value_error" and isinstance(context.get("error"), ModelFault):
        said: ModelFault = context["error"]
        return Fault(said.code, where((*error["loc"], *said.at)), said.vi, said.en, said.got, said.expected)
    return Fault(
        code,
        where(error["loc"]),
        vi.format(key=key, expected=expected),
        en.format(key=key, expected=expected),
        got=_got(error),
        expected=expected,
    )


def _expected(error: ErrorDetails, context: dict[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "a known key"
    if error["type"] == "missing":
        return f"key {error['loc'][-1]}"
    return str(context.get("expected") or error["msg"].removeprefix("Input should be "))


def _got(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "nothing"
    if error["type"] == "extra_forbidden":
        return str(error["loc"][-1])
    return repr(error["input"])[:80]


class ModelFault(ValueError):
    """Raised inside a model's validator: a fault with its sentence; ``at`` is a path below the model."""

    def __init__(self, code: str, vi: str, en: str, got: str = "", expected: str = "", at: Loc = ()) -> None:
        super().__init__(en)
        self.code, self.vi, self.en, self.got, self.expected, self.at = code, vi, en, got, expected, at
