"""``lotrinh roadmap solve``: a roadmap for any problem that keeps the contract."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from lotrinh.cli.output import DATA_WRONG, NO_ROADMAP, Step, json_option, language, put_json
from lotrinh.cli.roadmap.files import load_problem, save
from lotrinh.cli.roadmap.judging import print_verdict
from lotrinh.cli.roadmap.options import limit_option, out_option, problem_argument, seed_option
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.draw import with_missing_draw
from lotrinh.method.roadmap.explain import explain
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve import solve
from lotrinh.method.roadmap.structure import problem_faults
from lotrinh.method.roadmap.verify import Verdict, verify

DEFAULT_LIMIT = 30.0


@click.command("solve")
@problem_argument
@seed_option
@limit_option
@out_option("roadmap.json")
@json_option
def solve_problem(
    problem_file: Path, seed: int | None, limit: float | None, out: Path | None, as_json: bool
) -> None:
    """Solve any problem.json. Units are drawn with the problem's own seed when no draw is recorded yet."""
    problem = with_missing_draw(load_problem(problem_file))
    chosen = seed if seed is not None else int(problem.rule("unannounced").get("seed", 1))
    roadmap, verdict = solved(problem, chosen, limit if limit is not None else DEFAULT_LIMIT)
    if out is not None:
        save(out, roadmap.as_dict())
    finish(roadmap, verdict, as_json, roadmap.as_dict() if out is None else summary(roadmap, verdict))


NONE = {
    "infeasible": ("Không có lộ trình nào thỏa mãn.", "There is no feasible roadmap."),
    "unknown": (
        "Chưa tìm được lộ trình trong giới hạn này, cũng chưa chứng minh là không có; hãy tăng --limit.",
        "No roadmap was found within this limit, nor proven impossible; raise --limit.",
    ),
}


def solved(problem: Problem, seed: int, limit: float) -> tuple[Roadmap, Verdict | None]:
    """A roadmap with its reasons and its verdict; no verdict when there is no roadmap."""
    faults = problem_faults(problem)
    if faults:
        raise Faults(Fault(f.reason.code, ", ".join(f.units), f.reason.vi, f.reason.en) for f in faults)
    with Step(f"xếp lộ trình, nhiều nhất {limit:g} giây", f"solving, {limit:g} seconds at the most"):
        roadmap = solve(problem, seed=seed, limit=limit)
    if roadmap.status in ("infeasible", "unknown"):
        return roadmap, None
    with Step("giải thích từng đơn vị", "explaining every unit"):
        roadmap = explain(problem, roadmap)
    with Step("kiểm chứng mọi quy tắc", "verifying every rule"):
        verdict = verify(problem, roadmap)
    return roadmap, verdict


def summary(roadmap: Roadmap, verdict: Verdict | None) -> dict[str, Any]:
    """The roadmap in a few figures."""
    document = roadmap.as_dict()
    kept = ("plan", "seed", "status", "objective", "total", "bound", "gap", "aims", "clashes", "seconds")
    return {
        **{key: document[key] for key in kept},
        "visits": len(roadmap.visits), "left_out": len(roadmap.left_out),
        "verified": None if verdict is None else verdict.ok,
    }  # fmt: skip


def finish(roadmap: Roadmap, verdict: Verdict | None, as_json: bool, result: Any) -> None:
    """Print and leave: 0 done, 1 refused by the verifier, 3 no roadmap."""
    if as_json:
        put_json(result)
    else:
        _print(roadmap, verdict)
    if verdict is None:
        sys.exit(NO_ROADMAP)
    sys.exit(0 if verdict.ok else DATA_WRONG)


def _print(roadmap: Roadmap, verdict: Verdict | None) -> None:
    english = language() == "en"
    if verdict is None:
        click.echo(NONE[roadmap.status][english])
        for reason in roadmap.clashes:
            click.echo(f"  · {reason.sentence(language())}")
        return
    gap = "?" if roadmap.gap is None else f"{roadmap.gap * 100:.3f} %"
    visits, left = len(roadmap.visits), len(roadmap.left_out)
    click.echo(
        f"{visits} visits, {left} units left out; total {roadmap.total}, bound {roadmap.bound}, gap {gap}"
        if english
        else f"{visits} lượt kiểm tra, {left} đơn vị không kiểm tra; tổng {roadmap.total}, cận trên "
        f"{roadmap.bound}, khoảng cách {gap}"
    )
    print_verdict(verdict)
