"""From a checked document to Problem and Roadmap, with the contract's short forms written out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from lotrinh.method.faults import Faults
from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.contract.checking import check_problem, check_roadmap
from lotrinh.method.roadmap.problem import Problem

DEFAULT_AIMS: Mapping[str, Any] = {
    "risk": 1.0, "earliness": 0.05, "km": 0.002, "balance": 0.05, "road_factor": 1.3, "kind_weight": {},
}  # fmt: skip
"""The weights of a problem that states none; they keep the order risk, earliness, kilometres, balance."""


def read_problem(raw: Any) -> Problem:
    """The problem of a document; Faults when it breaks the contract.

    Short forms: a single day for a span, true for a must or never mark without a reason, no aims.
    """
    faults = check_problem(raw)
    if faults:
        raise Faults(faults)
    rules = {key: _rule(rule) for key, rule in raw["rules"].items()}
    teams = [{**t, "days_off": _spans(t.get("days_off", ()))} for t in raw["teams"]]
    aims = {**DEFAULT_AIMS, **raw["aims"]} if "aims" in raw else dict(DEFAULT_AIMS)
    full = {**raw, "teams": teams, "units": [_unit(u) for u in raw["units"]], "rules": rules, "aims": aims}
    return Problem.from_dict(full)


def read_roadmap(raw: Any) -> Roadmap:
    """The roadmap of a document; Faults when it breaks the contract."""
    faults = check_roadmap(raw)
    if faults:
        raise Faults(faults)
    return Roadmap.from_dict(raw)


def _rule(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {**raw, "closed": _spans(raw["closed"])} if "closed" in raw else dict(raw)


def _unit(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **raw, "closed": _spans(raw.get("closed", ())),
        "must": _mark(raw.get("must")), "never": _mark(raw.get("never")),
    }  # fmt: skip


def _mark(value: str | bool | None) -> str | None:
    if value is True:
        return "không nêu lý do"
    return None if value is False else value


def _spans(raw: Any) -> list[dict[str, Any]]:
    return [_day(item) if isinstance(item, str) else dict(item) for item in raw]


def _day(text: str) -> dict[str, Any]:
    return {"start": text, "end": (date.fromisoformat(text) + timedelta(days=1)).isoformat(), "reason": ""}
