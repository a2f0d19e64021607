"""A small plan, a draft of it, and the same adopted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lotrinh.office.planning.actions.adopt_roadmap import adopt_roadmap
from lotrinh.office.planning.models import Plan, Roadmap, Visit
from tests.office.planning import small_plan


@pytest.fixture
def plan(db: None) -> Plan:
    """The small plan, nothing built yet."""
    return small_plan.load_small_plan()


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the answer of the first build is kept, so that only one test waits for the solver."""
    return tmp_path_factory.mktemp("solved") / "draft.json"


@pytest.fixture
def draft(plan: Plan, make_account: Callable[..., Any], solved: Path) -> Roadmap:
    """A draft roadmap of the small plan."""
    planner = make_account("planner", username="ke-hoach")
    if not solved.exists():
        roadmap = small_plan.build_small(planner, plan)
        solved.write_text(json.dumps([roadmap.problem, roadmap.answer]), "utf-8")
        return roadmap
    return small_plan.keep(planner, plan, *json.loads(solved.read_text("utf-8")))


@pytest.fixture
def adopted(draft: Roadmap, make_account: Callable[..., Any]) -> Roadmap:
    """The draft, adopted by a leader."""
    return adopt_roadmap(make_account("leader", username="lanh-dao"), draft, at=small_plan.NOW)


@pytest.fixture
def hidden(adopted: Roadmap) -> Visit:
    """An unannounced visit of the adopted roadmap."""
    rows = Visit.objects.for_actions().filter(roadmap=adopted, announced=False).order_by("-start_date")
    found = rows.select_related("unit").first()
    assert found is not None
    return found


@pytest.fixture
def shown(adopted: Roadmap) -> Visit:
    """An announced visit of the adopted roadmap."""
    rows = Visit.objects.for_actions().filter(roadmap=adopted, announced=True)
    found = rows.select_related("unit").first()
    assert found is not None
    return found
