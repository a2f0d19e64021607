"""A rule is written twice: its check and its encoding share no function, and the encodings read no
timetable.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from lotrinh.method.roadmap import constraints
from lotrinh.method.roadmap.constraints import RULES

FOLDER = Path(constraints.__file__).parent


def parts(rule: str) -> tuple[dict[str, set[str]], set[str]]:
    """Names used by each function of a rule's file, and the names taken from the judge's timetable and
    wording.
    """
    tree = ast.parse((FOLDER / f"{rule}.py").read_text(encoding="utf-8"))
    uses = {
        node.name: {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    judges = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").endswith(("timetable", "wording", "record"))
        for alias in node.names
    }
    return uses, judges


def reached(uses: dict[str, set[str]], start: set[str]) -> set[str]:
    """Functions of the file that these functions call, themselves among them."""
    seen: set[str] = set()
    waiting = set(start)
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting |= (uses[name] & set(uses)) - seen
    return seen


@pytest.mark.parametrize("rule", [r.key for r in RULES])
def test_check_and_encoding_share_no_code(rule: str) -> None:
    uses, judges = parts(rule)
    encodings = {name for name in uses if name.startswith("encode")}
    assert encodings, "the rule is checked but never encoded"
    check, encoding = reached(uses, {"violations"}), reached(uses, encodings)
    assert check & encoding == set()
    taken = set().union(*(uses[name] for name in encoding)) & judges
    assert taken == set(), f"the encoding uses what the judge uses: {taken}"


def test_the_list_of_rules_is_the_folder() -> None:
    files = {p.stem for p in FOLDER.glob("*.py")} - {"__init__", "record"}
    assert files == {r.key for r in RULES}
    assert all(r.record.title_vi and r.record.title_en and r.record.description_vi for r in RULES)
