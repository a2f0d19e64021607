"""The contract accepts what it describes and says precisely what is wrong with the rest."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lotrinh.method.faults import Faults
from lotrinh.method.roadmap.contract import check_problem, check_roadmap, read_problem, read_roadmap, schema
from lotrinh.method.roadmap.verify import verify
from tests.method.roadmap.small_case import problem, roadmap

PROBLEM: dict[str, Any] = json.loads(json.dumps(problem().as_dict()))
ROADMAP: dict[str, Any] = json.loads(json.dumps(roadmap().as_dict()))


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with one place changed; "teams.0.home" reads as in JSON."""
    out = copy.deepcopy(document)
    *way, last = [int(p) if p.isdigit() else p for p in path.split(".")]
    place: Any = out
    for step in way:
        place = place[step]
    if value is KeyError:
        del place[last]
    else:
        place[last] = value
    return out


@pytest.mark.parametrize("name", ["problem", "roadmap"])
def test_schemas_are_valid_and_described(name: Any) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"].endswith(":1")
    assert all("description" in p or "$ref" in p or "items" in p for p in schema(name)["properties"].values())


def test_what_we_write_we_read() -> None:
    assert check_problem(PROBLEM) == [] and check_roadmap(ROADMAP) == []
    assert read_problem(PROBLEM) == problem() and read_roadmap(ROADMAP) == roadmap()


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        ("plan", KeyError, "missing_key", "$.plan"),
        ("units.0.risk", "high", "wrong_type", "$.units[0].risk"),
        ("units.0.risk", 101, "out_of_range", "$.units[0].risk"),
        ("units.0.riks", 1, "unknown_key", "$.units[0].riks"),
        ("half_days.3.part", "noon", "unknown_value", "$.half_days[3].part"),
        ("half_days.3.date", "2020-02-30", "bad_date", "$.half_days[3].date"),
        ("period.end", "30/10/2020", "bad_date", "$.period.end"),
        ("teams.1.home", {"lat": 99, "lon": 105}, "out_of_range", "$.teams[1].home.lat"),
        ("rules.coverge", {"mode": "hard"}, "unknown_key", "$.rules.coverge"),
        ("rules.pace.max_visit_per_week", 3, "unknown_key", "$.rules.pace.max_visit_per_week"),
        (
            "rules.coverage.minimum",
            {"commune": {"share": 2}},
            "out_of_range",
            "$.rules.coverage.minimum.commune.share",
        ),
        ("rules.lists.mode", "firm", "unknown_value", "$.rules.lists.mode"),
        ("units.0.closed", [{"start": "2020-10-01"}], "missing_key", "$.units[0].closed[0].end"),
        ("version", 2, "wrong_value", "$.version"),
    ],
)
def test_faults_of_a_problem_say_where(path: str, value: Any, code: str, where: str) -> None:
    faults = check_problem(changed(PROBLEM, path, value))
    assert (f"contract.{code}", where) in [(f.code, f.where) for f in faults]
    assert all(f.vi and f.en and f.vi != f.en for f in faults)
    with pytest.raises(Faults):
        read_problem(changed(PROBLEM, path, value))


def test_faults_of_a_roadmap_say_where() -> None:
    faults = check_roadmap(changed(ROADMAP, "visits.0.start", {"date": "2020-10-07"}))
    assert [(f.code, f.where) for f in faults] == [("contract.missing_key", "$.visits[0].start.part")]


def test_a_roadmap_made_by_hand_needs_only_plan_and_visits() -> None:
    visits = [{k: v[k] for k in ("unit", "team", "start", "end", "announced")} for v in ROADMAP["visits"]]
    assert verify(problem(), read_roadmap({"plan": "small", "visits": visits})).ok


def test_short_forms() -> None:
    """A day for a span, true and false for the marks, no aims."""
    short = changed(changed(PROBLEM, "teams.1.days_off", ["2020-10-09"]), "aims", KeyError)
    for unit in short["units"]:
        unit["must"], unit["never"] = unit["must"] is not None, unit["never"] is not None
    read = read_problem(short)
    assert [u.must is None for u in read.units] == [u.must is None for u in problem().units]
    assert [u.never is None for u in read.units] == [u.never is None for u in problem().units]
    assert read.aims["risk"] == 1.0
    assert {v.reason.code for v in verify(read, roadmap()).violations} == {"pace.day_off"}
