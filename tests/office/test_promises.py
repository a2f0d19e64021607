"""Promises that the code itself can be asked about: the trail, the clock, faults that are not swallowed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lotrinh"
ACTIONS = sorted(p for p in SOURCE.glob("office/**/actions/*.py") if p.name != "__init__.py")
LEAVES_A_TRACE = re.compile(
    r"\b(audit\.record|take_step|write_step|take_one|take_commands|(draft|redraft|sign|replace|withdraw)_paper|draft_synthesis)\("
)
WITHOUT_ONE = {
    "attaching.py": "part of the entry that calls it",
    "write_draft.py": "passes its commands on",
    "reading.py": "a person's own mark that a message was read",
    "telling.py": "a message tells of a change that has its entry",
    "remind_limits.py": "sends messages, changes no matter",
}
NOT_OURS = {"planning", "registry"}
SCRIPTS = sorted(p for p in SOURCE.glob("office/**/static/**/*.js") if "vendor" not in p.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


@pytest.mark.parametrize("path", ACTIONS, ids=name_of)
def test_every_action_leaves_a_trace(path: Path) -> None:
    if path.name not in WITHOUT_ONE and not NOT_OURS & set(path.parts):
        assert LEAVES_A_TRACE.search(path.read_text("utf-8"))


@pytest.mark.parametrize("path", ACTIONS, ids=name_of)
def test_no_action_of_an_inspection_looks_at_the_clock(path: Path) -> None:
    if "accounts" in path.parts:
        return  # signing in counts real seconds
    text = path.read_text("utf-8")
    assert not re.search(r"timezone\.now\(\)|date\.today\(\)|datetime\.now\(|localdate\(\)|\brandom\.", text)


def test_no_fault_is_swallowed() -> None:
    bad = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                wide = caught in ("", "Exception", "BaseException")
                if wide and all(isinstance(line, ast.Pass | ast.Continue) for line in node.body):
                    bad.append(f"{name_of(path)}:{node.lineno}")
    assert bad == []


def test_functions_stay_short_enough_to_be_read() -> None:
    sources = (p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
    lengths = {
        f"{name_of(p)}:{f.name}": (f.end_lineno or 0) - f.lineno for p in sources for f in functions(p)
    }
    assert {name: n for name, n in lengths.items() if n > 60} == {}


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_make_no_page_from_text(path: Path) -> None:
    """innerHTML takes only what the server has rendered and escaped, or escapes (map.js)."""
    text = path.read_text("utf-8")
    assert not re.search(r"outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
    set_to = re.findall(r"innerHTML\s*=\s*([^;]+);", text)
    assert [one for one in set_to if one.strip() not in ("await answer.text()", '""', "''")] == []
