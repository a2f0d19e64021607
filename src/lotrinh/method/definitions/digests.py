"""Digests of definitions: what is published is frozen by SHA-256 over canonical JSON, so that layout and
comments may change and content may not.

A key names a file without its ending ("plans/hanoi-2020-155") or a folder ("registers/hanoi-2020"). YAML
counts by its data, CSV by its cells, other files by their bytes; SOURCE.md does not count.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

from lotrinh.method.definitions.reading import read_yaml
from lotrinh.method.faults import Fault, Faults

FROZEN = "frozen.yaml"
HEADER = """# Digests of what is published (SHA-256 over canonical JSON). A frozen definition is never edited:
# make a new version under a new key. `lotrinh definitions freeze KEY` adds a line, `check` verifies all.
frozen:
"""


def digest(root: Path, key: str) -> str:
    """The hexadecimal SHA-256 of a definition; a fault if there is none under that key."""
    content = _content(root, key)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def frozen(root: Path) -> dict[str, str]:
    """Key → digest of everything that is frozen."""
    path = root / FROZEN
    if not path.exists():
        return {}
    data = read_yaml(path, root).data
    return {str(k): str(v) for k, v in (data.get("frozen") or {}).items()}


def freeze(root: Path, key: str) -> str:
    """Record the digest; a fault if the key is frozen with another one."""
    now, before = digest(root, key), frozen(root)
    if before.get(key, now) != now:
        raise Faults(changed(key, FROZEN, now, before[key]))
    lines = "".join(f"  {k}: {v}\n" for k, v in sorted({**before, key: now}.items()))
    (root / FROZEN).write_text(HEADER + lines, encoding="utf-8")
    return now


def changed(key: str, where: str, got: str, expected: str) -> Fault:
    """What was frozen is not what is there."""
    return Fault(
        "definitions.frozen_changed",
        where,
        f"Định nghĩa “{key}” đã công bố và khóa nhưng nội dung đã đổi; hãy khôi phục và lập phiên bản mới.",
        f"The definition “{key}” is frozen but has changed; restore it and make a new version.",
        got=got,
        expected=expected,
    )


def _content(root: Path, key: str) -> dict[str, Any]:
    folder = root / key
    if folder.is_dir():
        files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "SOURCE.md")
    else:
        files = sorted(p for p in folder.parent.glob(f"{folder.name}.*") if p.is_file())
    if not files:
        raise Faults(_nothing(key))
    return {p.relative_to(root).as_posix(): _of_file(p, root) for p in files}


def _of_file(path: Path, root: Path) -> Any:
    if path.suffix == ".yaml":
        return read_yaml(path, root).data
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _nothing(key: str) -> Fault:
    return Fault(
        "definitions.nothing_under_key",
        key,
        f"Không có định nghĩa “{key}”; hãy ghi dạng thư mục/khóa, ví dụ plans/hanoi-2020-155.",
        f"There is no definition “{key}”; write folder/key, for example plans/hanoi-2020-155.",
        got=key,
        expected="folder/key",
    )
