"""The pair on the page of the contract is right, and the page names what the schema has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from lotrinh.method.roadmap.constraints import RULES
from lotrinh.method.roadmap.contract import DEFAULT_AIMS, read_problem, read_roadmap, schema
from lotrinh.method.roadmap.verify import verify

PAGE = (Path(__file__).parents[3] / "docs/reference/roadmap-contract.md").read_text(encoding="utf-8")


def block(name: str) -> Any:
    """A JSON block of the page."""
    found = re.search(rf"```json {name}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_smallest_pair_is_accepted() -> None:
    assert verify(read_problem(block("problem")), read_roadmap(block("roadmap"))).ok


def test_the_pair_is_refused_when_it_is_spoilt() -> None:
    roadmap = block("roadmap")
    roadmap["visits"][0]["end"] = roadmap["visits"][0]["start"]
    assert not verify(read_problem(block("problem")), read_roadmap(roadmap)).ok


def test_the_schema_knows_every_rule_and_every_default() -> None:
    problem = schema("problem")["properties"]
    assert set(problem["rules"]["properties"]) == {rule.key for rule in RULES}
    assert set(DEFAULT_AIMS) <= set(problem["aims"]["properties"])
    for aim, weight in DEFAULT_AIMS.items():
        assert aim == "kind_weight" or f"`{aim}` {weight:g}" in PAGE
