"""Walks catalogues, templates and vendored files: translated, within the content policy, unchanged."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
OFFICE = ROOT / "src" / "lotrinh" / "office"


def catalogues() -> Any:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "scripts" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("component", catalogues().components())
def test_every_word_is_translated_and_compiled(component: str) -> None:
    assert catalogues().faults(component) == []


@pytest.mark.parametrize(
    "path", sorted(OFFICE.rglob("templates/**/*.html")), ids=lambda p: str(p).rsplit("/templates/", 1)[1]
)
def test_every_template_compiles_and_obeys_the_content_policy(path: Path) -> None:
    get_template(str(path).rsplit("/templates/", 1)[1])
    text = re.sub(r"{#.*?#}", "", path.read_text("utf-8"))
    assert not re.search(r"\sstyle=", text), "no inline style"
    assert not re.search(r"\son\w+=", text), "no inline handler"
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", text), "no inline script"
    assert not re.search(r"(src|href)=\"https?://", text), "no other host"


def test_vendored_files_are_the_ones_in_the_table() -> None:
    folder = OFFICE / "platform" / "static" / "platform" / "vendor"
    table = dict(
        re.findall(r"^\| (\S+) \|.*\| `([0-9a-f]{64})` \|$", (folder / "VENDOR.md").read_text(), re.M)
    )
    files = {
        str(p.relative_to(folder)): p for p in folder.rglob("*") if p.is_file() and p.name != "VENDOR.md"
    }
    assert set(files) == set(table)
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == table[name], name
        assert b"sourceMappingURL" not in path.read_bytes(), name
