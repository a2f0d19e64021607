"""``lotrinh roadmap`` from the shell: results on stdout, progress on stderr, exit codes that can be relied
on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lotrinh.cli import main
from lotrinh.method.roadmap.problem import Problem
from tests.method.roadmap.small_case import moved, problem, roadmap, ruled

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json; its exit code and what it printed."""

    def command(*words: object) -> tuple[int, Any]:
        monkeypatch.setattr(sys, "argv", ["lotrinh", "roadmap", *map(str, words), "--json"])
        with pytest.raises(SystemExit) as end:
            main()
        out = capsys.readouterr().out
        code = end.value.code
        return (code if isinstance(code, int) else 0), json.loads(out) if out.strip() else None

    return command


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The small problem and its good roadmap as files."""
    return written(tmp_path, "problem.json", problem().as_dict()), written(
        tmp_path, "roadmap.json", roadmap().as_dict()
    )


def written(folder: Path, name: str, document: Any) -> Path:
    """A JSON file."""
    path = folder / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def test_verify_accepts_and_refuses(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    assert run("verify", *pair) == (0, {**run("verify", *pair)[1], "ok": True})
    bad = written(tmp_path, "bad.json", moved(roadmap(), "dep.c", start="05am", end="05pm").as_dict())
    code, answer = run("verify", pair[0], bad)
    assert code == 1 and [v["rule"] for v in answer["violations"]] == ["notice"]


def test_faults_of_a_file_name_the_place(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    document = problem().as_dict()
    document["units"][0]["risk"] = "high"
    code, answer = run("verify", written(tmp_path, "wrong.json", document), pair[1])
    assert code == 1 and answer["faults"][0]["where"].endswith("wrong.json:$.units[0].risk")
    (tmp_path / "torn.json").write_text("{", encoding="utf-8")
    code, answer = run("verify", tmp_path / "torn.json", pair[1])
    assert code == 1 and answer["faults"][0]["code"] == "contract.not_json"


def test_usage_is_two(run: Run, pair: tuple[Path, Path]) -> None:
    assert run("verify", pair[0])[0] == 2
    assert run("verify", "nowhere.json", pair[1])[0] == 2
    assert run("replan", *pair, "--now", "2020-10-05")[0] == 2
    assert run("explain", *pair, "--unit", "nobody")[0] == 2


def test_explain_one_unit(run: Run, pair: tuple[Path, Path]) -> None:
    code, rows = run("explain", *pair, "--unit", "dep.a")
    assert (
        code == 0 and [r["unit"] for r in rows] == ["dep.a"] and rows[0]["reasons"][0]["code"] == "unit.risk"
    )


def test_solve_then_verify(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    """A problem without a recorded draw is solved and judged with the draw of its own seed."""
    rule = {k: v for k, v in problem().rule("unannounced").items() if k not in ("drawn", "count")}
    bare = written(tmp_path, "bare.json", ruled_as(problem(), rule).as_dict())
    before = bare.read_text(encoding="utf-8")
    code, answer = run("solve", bare, "--limit", "20", "--out", tmp_path / "found.json")
    assert code == 0 and answer["verified"] and answer["gap"] <= 0.005
    assert bare.read_text(encoding="utf-8") == before
    assert run("verify", bare, tmp_path / "found.json")[0] == 0


def ruled_as(prob: Problem, rule: dict[str, Any]) -> Problem:
    """The problem with the rule of unannounced visits as given."""
    return replace(prob, rules={**prob.rules, "unannounced": rule})


def test_no_feasible_roadmap_is_three(run: Run, tmp_path: Path) -> None:
    never = ruled(problem(), "coverage", minimum={"district": {"count": 3}})
    code, answer = run("solve", written(tmp_path, "never.json", never.as_dict()), "--limit", "20")
    assert code == 3 and answer["status"] == "infeasible"


def test_must_and_never_together_is_a_fault(run: Run, tmp_path: Path) -> None:
    document = problem().as_dict()
    document["units"][2]["never"] = "x"
    code, answer = run("solve", written(tmp_path, "both.json", document))
    assert code == 1 and answer["faults"][0]["code"] == "structure.both_lists"


def test_replan_writes_the_changed_pair(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    away = ("--team-absent", "T1", "--from", "2020-10-12", "--to", "2020-10-12", "--reason", "ốm")
    code, answer = run("replan", *pair, "--now", "2020-10-05", *away, "--out", tmp_path / "new")
    assert code == 0 and [m["unit"] for m in answer["moves"]] == ["c1a"]
    assert run("verify", tmp_path / "new/problem.json", tmp_path / "new/roadmap.json")[0] == 0
    change = written(
        tmp_path, "change.json", {"kind": "week_lost", "start": "2020-10-12", "end": "2020-10-19"}
    )
    assert run("replan", *pair, "--now", "2020-10-05", "--change", change)[0] == 0


def test_whatif_draws_a_curve(run: Run, pair: tuple[Path, Path]) -> None:
    code, points = run(
        "whatif", pair[0], "--vary", "half_days", "--step", "0", "--step", "2", "--limit", "20"
    )
    assert code == 0 and [p["step"] for p in points] == [0, 2] and all(p["verified"] for p in points)
    assert points[0]["risk"] <= points[1]["risk"] and points[0]["team_days"] == 8.0
    assert run("whatif", pair[0], "--step", "-2")[0] == 2


@pytest.mark.parametrize("name", ["problem", "roadmap"])
def test_schema(run: Run, name: str) -> None:
    code, document = run("schema", name)
    assert code == 0 and document["$id"] == f"urn:lotrinh:roadmap:{name}:1"
