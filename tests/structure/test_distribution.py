"""The wheel carries the definitions, and they are found inside the package as well as in the checkout."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lotrinh.method.definitions import library, own_root

CHECKOUT = Path(__file__).parents[2]


def test_the_wheel_takes_the_definitions_into_the_package() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"definitions": "lotrinh/definitions"}


def test_definitions_of_the_checkout() -> None:
    assert own_root() == CHECKOUT / "definitions"


def test_definitions_inside_the_package_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "lotrinh" / "definitions"
    inside.mkdir(parents=True)
    monkeypatch.setattr(library, "ROOTS", (inside, CHECKOUT / "definitions"))
    assert own_root() == inside
