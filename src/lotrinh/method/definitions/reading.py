"""YAML with the line of every key, and models checked against it.

``read_yaml`` gives plain data and, for every path inside it, the line it stands on, so that a fault found
later by a model or by a reference check names file and line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from lotrinh.method.definitions.faulty import model_faults
from lotrinh.method.faults import Fault, Faults

Key = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)
TAG = "tag:yaml.org,2002:"


@dataclass
class Document:
    """data: plain dicts, lists and scalars; lines: path inside data → line number, counted from 1."""

    path: Path
    name: str
    data: Any = None
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def where(self, *key: str | int) -> str:
        """file:line of the deepest part of the path that the file has."""
        while key and key not in self.lines:
            key = key[:-1]
        return f"{self.name}:{self.lines.get(key, 1)}"


def read_yaml(path: Path, root: Path | None = None) -> Document:
    """The file's data and lines; a fault if it is missing, not UTF-8, not YAML, or names a key twice."""
    name = path.relative_to(root).as_posix() if root else path.name
    document = Document(path, name)
    try:
        text = path.read_text(encoding="utf-8")
        node = YAML(typ="safe", pure=True).compose(text)
    except FileNotFoundError as error:
        raise Faults(_missing(name)) from error
    except UnicodeDecodeError as error:
        raise Faults(not_utf8(name, error)) from error
    except MarkedYAMLError as error:
        raise Faults(_not_yaml(name, error)) from error
    if node is not None:
        document.data = _plain(node, (), document)
    if document.faults:
        raise Faults(document.faults)
    return document


def read_json(path: Path, root: Path | None = None) -> dict[str, Any]:
    """A JSON object; a fault if the file is not JSON."""
    name = path.relative_to(root).as_posix() if root else path.name
    try:
        return cast(dict[str, Any], json.loads(path.read_text(encoding="utf-8")))
    except json.JSONDecodeError as error:
        raise Faults(_not_json(f"{name}:{error.lineno}", error.msg)) from error


def validated(document: Document, model: type[M], at: Key = ()) -> M:
    """The document (or the part of it at a path) as a model; faults with file and line otherwise."""
    data = document.data
    for step in at:
        data = data[step]
    faults, made = model_faults(model, data, lambda loc: document.where(*at, *loc))
    if made is None:
        raise Faults(faults)
    return made


def not_utf8(name: str, error: UnicodeDecodeError) -> Fault:
    """The file is in another encoding."""
    return Fault(
        "definitions.not_utf8",
        f"{name}:1",
        "Tệp không phải UTF-8; hãy lưu lại bằng bảng mã UTF-8.",
        "The file is not UTF-8; save it again as UTF-8.",
        got=f"byte 0x{error.object[error.start]:02x} at {error.start}",
        expected="UTF-8",
    )


def _missing(name: str) -> Fault:
    return Fault(
        "definitions.missing_file",
        name,
        f"Thiếu tệp {name}; hãy khôi phục tệp này hoặc chỉ đúng thư mục định nghĩa.",
        f"The file {name} is missing; restore it or name the right folder of definitions.",
        got="no file",
        expected=name,
    )


def _not_yaml(name: str, error: MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    return Fault(
        "definitions.not_yaml",
        f"{name}:{line}",
        "Tệp không đúng cú pháp YAML; hãy xem lại thụt đầu dòng, dấu hai chấm và dấu ngoặc ở dòng này.",
        "The file is not YAML; look at the indentation, colons and brackets of this line.",
        got=str(error.problem or error.context or "?"),
        expected="YAML",
    )


def _not_json(where: str, got: str) -> Fault:
    return Fault(
        "definitions.not_json",
        where,
        "Tệp không đúng cú pháp JSON; hãy xem lại dòng này.",
        "The file is not JSON; look at this line.",
        got=got,
        expected="JSON",
    )


def _plain(node: Node, at: Key, document: Document) -> Any:
    """The node as plain data; lines and repeated keys are noted on the way."""
    document.lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _plain_mapping(node, at, document)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*at, i), document) for i, item in enumerate(node.value)]
    return _scalar(node)


def _plain_mapping(node: MappingNode, at: Key, document: Document) -> dict[Any, Any]:
    out: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in out:
            document.faults.append(_twice(document.name, key, line, document.lines[(*at, key)]))
            continue
        document.lines[(*at, key)] = line
        out[key] = _plain(value_node, (*at, key), document)
    return out


def _twice(name: str, key: str, line: int, first: int) -> Fault:
    return Fault(
        "definitions.duplicate_key",
        f"{name}:{line}",
        f"Khóa “{key}” xuất hiện hai lần (lần đầu ở dòng {first}); hãy giữ lại một.",
        f"The key “{key}” stands twice (first on line {first}); keep one.",
        got=key,
        expected="each key once",
    )


def _scalar(node: Node) -> Any:
    """null, bool, int, float, date or text, by the YAML 1.2 core schema."""
    kind, text = str(node.tag).removeprefix(TAG), str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return int(text, 0) if text.lower().startswith(("0x", "0o")) else int(text.replace("_", ""))
    if kind == "float":
        return float(text.replace("_", ""))
    if kind == "timestamp" and len(text) == 10:
        return _day(text)
    return text


def _day(text: str) -> date | str:
    """A date; text that looks like one but is none (30 February) stays text, for the model to refuse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
