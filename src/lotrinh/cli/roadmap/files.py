"""Reading and writing problem.json and roadmap.json from the shell."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.contract import read_problem, read_roadmap
from lotrinh.method.roadmap.problem import Problem

Document = TypeVar("Document", Problem, Roadmap)


def load_problem(path: Path) -> Problem:
    """The problem in a file; Faults name the file and the place in it."""
    return _located(path, lambda: read_problem(_json(path)))


def load_roadmap(path: Path) -> Roadmap:
    """The roadmap in a file; Faults name the file and the place in it."""
    return _located(path, lambda: read_roadmap(_json(path)))


def save(path: Path, document: dict[str, Any]) -> None:
    """Write a document as JSON; the folder is made when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise Faults(
            Fault(
                "contract.not_json",
                f"$:{error.lineno}:{error.colno}",
                f"Tệp không phải JSON hợp lệ (dòng {error.lineno}, cột {error.colno}); hãy sửa tại đó.",
                f"The file is no valid JSON (line {error.lineno}, column {error.colno}); mend it there.",
                error.msg,
                "JSON",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise Faults(
            Fault(
                "contract.not_utf8",
                "$",
                "Tệp không ghi bằng UTF-8; hãy lưu lại bằng UTF-8.",
                "The file is not written in UTF-8; save it as UTF-8.",
                str(error.reason),
                "UTF-8",
            )
        ) from error


def _located(path: Path, read: Callable[[], Document]) -> Document:
    try:
        return read()
    except Faults as error:
        raise Faults(replace(fault, where=f"{path}:{fault.where}") for fault in error.faults) from error
