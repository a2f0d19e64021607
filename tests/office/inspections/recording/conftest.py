"""A visit under way, its team, and a store of files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.office.inspections.models import Inspection
from tests.office.inspections import factories


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    """A store of files of its own."""
    settings.LOTRINH_FILES = tmp_path


@pytest.fixture
def visit(db: None) -> Inspection:
    """An inspection under way with a question of each kind."""
    inspection = factories.make_inspection("under_way")
    factories.ask(inspection, "so-ho-so", "number", min=0)
    factories.ask(inspection, "ty-le", "share")
    factories.ask(inspection, "ngay", "date")
    factories.ask(inspection, "ghi-chu", "text")
    options = [{"key": "a", "vi": "Phần mềm", "en": "Software"}, {"key": "b", "vi": "Sổ tay", "en": "Book"}]
    factories.ask(inspection, "cach", "choice", options=options)
    columns = [{"key": "viec", "answer": "text", "vi": "Việc", "en": "Task"}]
    factories.ask(inspection, "bang", "table", columns=columns)
    columns = [{"key": "phieu", "answer": "yes_no", "vi": "Có phiếu", "en": "Sheet"}]
    factories.ask(inspection, "rut", "draw", columns=columns)
    return inspection


@pytest.fixture
def head(visit: Inspection, client_as: Callable[..., Client]) -> Client:
    """The head of the team, signed in."""
    return client_as(visit.seats.get(role="head").account)


@pytest.fixture
def member(visit: Inspection, client_as: Callable[..., Client]) -> Client:
    """A member of the team, signed in."""
    return client_as(visit.seats.get(role="member").account)
