"""Roles as they are defined: who may do which verbs, and where they start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from ruamel.yaml import YAML

from lotrinh.method.faults import Fault, Faults

KEYS = {"key", "order", "title", "summary", "home", "needs_unit", "verbs", "source"}


@dataclass(frozen=True)
class Role:
    """A role. home: name of the address it starts at. needs_unit: its accounts belong to a unit."""

    key: str
    order: int
    title_vi: str
    title_en: str
    summary_vi: str
    summary_en: str
    home: str
    needs_unit: bool
    verbs: frozenset[str]

    def title(self, language: str) -> str:
        """The title in 'vi' or 'en'."""
        return self.title_en if language == "en" else self.title_vi


@cache
def roles() -> Mapping[str, Role]:
    """All roles by key, in their order. Raises Faults when a file is wrong."""
    return read_roles(Path(settings.DEFINITIONS) / "roles")


def read_roles(folder: Path) -> Mapping[str, Role]:
    """Read a folder of role files."""
    found = sorted((_read(path) for path in sorted(folder.glob("*.yaml"))), key=lambda role: role.order)
    return {role.key: role for role in found}


def _read(path: Path) -> Role:
    raw = YAML(typ="safe").load(path.read_text("utf-8"))
    wrong = set(raw) ^ KEYS
    if wrong or raw["key"] != path.stem:
        raise Faults(
            Fault(
                "roles.keys",
                str(path),
                "Tệp vai trò phải có đúng các khóa, và khóa trùng tên tệp.",
                "A role file has exactly these keys, and its key is its file name.",
                got=", ".join(sorted(raw)),
                expected=", ".join(sorted(KEYS)),
            )
        )
    return Role(
        raw["key"],
        raw["order"],
        raw["title"]["vi"],
        raw["title"]["en"],
        raw["summary"]["vi"],
        raw["summary"]["en"],
        raw["home"],
        bool(raw["needs_unit"]),
        frozenset(raw["verbs"]),
    )
