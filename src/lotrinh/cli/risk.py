"""``lotrinh risk``: why a body should be inspected, how firm its rank is, how the focus fields stand."""

from __future__ import annotations

from datetime import datetime

import click

from lotrinh.cli.output import json_option, language, put_json, say
from lotrinh.method import risk
from lotrinh.method.definitions import Library, PlanDefinition
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.risk.sentences import short
from lotrinh.method.trace import Reason

as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Use only what was published by this day (default: plan's date).",
)
plan_option = click.option("--plan", "plan_key", required=True, help="Key of the plan.")


@click.group()
def group() -> None:
    """Why a body should be inspected: scores, reasons, stability, focus fields."""


@group.command("list")
@click.argument("plan_key", metavar="PLAN")
@click.option(
    "--kind", type=click.Choice(["department", "district", "commune"]), help="Only one kind of body."
)
@click.option("--top", type=click.IntRange(min=1), help="Only the first N of each kind.")
@as_of_option
@json_option
def list_risk(
    plan_key: str, kind: str | None, top: int | None, as_of: datetime | None, as_json: bool
) -> None:
    """Every body of PLAN with its risk, its range and its rank within its kind."""
    _, _, results = _assess(plan_key, as_of)
    rows = [(rank, r) for rank, r in risk.ranked(results) if kind in (None, r.kind)]
    shown = [row for row in rows if top is None or _place(rows, row) <= top]
    if as_json:
        put_json([{"rank": rank, **r.as_dict()} for rank, r in shown])
        return
    for rank, r in shown:
        span = f"{short(r.low)}–{short(r.high)}"
        click.echo(f"{r.kind:<11}{rank:>4}  {short(r.score):>6}  {span:>13}  {r.unit_code:<14}{r.unit_name}")


@group.command("explain")
@click.argument("unit_code", metavar="UNIT")
@plan_option
@as_of_option
@json_option
def explain_risk(unit_code: str, plan_key: str, as_of: datetime | None, as_json: bool) -> None:
    """Why UNIT has its risk, in sentences, with the source of every figure."""
    _, _, results = _assess(plan_key, as_of)
    result = next((r for r in results if r.unit_code == unit_code), None)
    if result is None:
        raise Faults(_no_unit(unit_code, plan_key))
    reasons = risk.explain(result)
    if as_json:
        put_json({**result.as_dict(), "reasons": [r.as_dict() for r in reasons]})
        return
    _print(reasons)


@group.command("focus")
@click.argument("plan_key", metavar="PLAN")
@click.option("--year", type=int, help="Year of PAPI (default: the newest published by the plan's date).")
@json_option
def focus(plan_key: str, year: int | None, as_json: bool) -> None:
    """How the fields that PLAN names as low stand by PAPI alone."""
    library = Library.open()
    plan = library.plan(plan_key)
    profile = risk.read_profile(library, plan.risk.profile)
    fields = risk.plan_focus(library, profile, plan, year=year)
    if not fields:
        raise Faults(_no_papi(plan, year))
    if as_json:
        put_json([f.as_dict() for f in fields])
        return
    for field in fields:
        _print(field.reasons)
        click.echo()


@group.command("stability")
@click.argument("plan_key", metavar="PLAN")
@click.option("--seed", type=int, help="Seed of the draws (default: that of the plan).")
@click.option("--draws", type=click.IntRange(min=1), help="Number of draws (default: that of the profile).")
@json_option
def stability(plan_key: str, seed: int | None, draws: int | None, as_json: bool) -> None:
    """How often a body stays in the set to be chosen when weights and unknowns move."""
    library, plan, results = _assess(plan_key, None)
    records = risk.plan_stability(library, plan, results, seed=seed, draws=draws)
    if as_json:
        put_json([r.as_dict() for r in records])
        return
    names = {r.unit_code: r.unit_name for r in results}
    for r in records:
        mark = "*" if r.chosen else " "
        click.echo(
            f"{mark}{r.kind:<11}{r.rank:>4}  {r.share:>6.1%}  {r.rank_low:>3}–{r.rank_high:<3}  "
            f"{r.unit_code:<14}{names[r.unit_code]}"
        )


def _assess(plan_key: str, as_of: datetime | None) -> tuple[Library, PlanDefinition, list[risk.RiskResult]]:
    library = Library.open()
    plan = library.plan(plan_key)
    day = as_of.date() if as_of else plan.date
    say(f"Số liệu công bố đến {day:%d/%m/%Y}", f"What was published until {day}")
    return library, plan, risk.assess_plan(library, plan, as_of=day)


def _place(rows: list[tuple[int, risk.RiskResult]], row: tuple[int, risk.RiskResult]) -> int:
    """Place of a row among those of its kind, from 1."""
    return 1 + [r for r in rows if r[1].kind == row[1].kind].index(row)


def _print(reasons: list[Reason] | tuple[Reason, ...]) -> None:
    for i, reason in enumerate(reasons):
        click.echo(("" if i == 0 else "  · ") + reason.sentence(language()))
        if reason.source:
            click.echo(f"      {reason.source.title} ({reason.source.date}) {reason.source.url}")


def _no_papi(plan: PlanDefinition, year: int | None) -> Fault:
    return Fault(
        "risk.no_papi",
        f"plan {plan.key}",
        f"Không có điểm PAPI của năm này công bố đến ngày {plan.date:%d/%m/%Y}; hãy chọn năm khác.",
        f"No PAPI scores of that year were published by {plan.date}; choose another year.",
        got=str(year),
        expected="a year from 2018 on, published by the plan's date",
    )


def _no_unit(code: str, plan_key: str) -> Fault:
    return Fault(
        "risk.unknown_unit",
        f"plan {plan_key}",
        f"Kế hoạch không có đơn vị mang mã “{code}”; hãy kiểm tra mã.",
        f"The plan has no unit with code “{code}”; check the code.",
        got=code,
        expected="a unit code of the plan's register",
    )
