"""Abbreviations and terms as they stand in definitions/glossary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from ruamel.yaml import YAML

from lotrinh.method.text import sort_key


@cache
def abbreviations() -> tuple[Mapping[str, Any], ...]:
    """Abbreviations in Vietnamese order: short, vi, en, note_vi, note_en."""
    return _entries("abbreviations", "short")


@cache
def terms() -> tuple[Mapping[str, Any], ...]:
    """Terms of the trade in Vietnamese order: vi, en, meaning_vi, meaning_en."""
    return _entries("terms", "vi")


@cache
def verbs() -> Mapping[str, Mapping[str, str]]:
    """What each verb of roles and of the audit trail is called: verb → vi, en."""
    path = Path(settings.DEFINITIONS) / "glossary" / "verbs.yaml"
    return dict(YAML(typ="safe").load(path.read_text("utf-8"))["verbs"])


def _entries(name: str, key: str) -> tuple[Mapping[str, Any], ...]:
    path = Path(settings.DEFINITIONS) / "glossary" / f"{name}.yaml"
    raw = YAML(typ="safe").load(path.read_text("utf-8"))
    return tuple(sorted(raw["entries"], key=lambda entry: sort_key(entry[key])))
