"""When there is no roadmap: which rules clash, and the smallest change that would help.

The clash is found by leaving rules out one by one: a rule stays out as long as the rest still has no roadmap,
so that every rule named is needed for the clash, and that is known by solving again each time. The smallest
change of a rule is a roadmap in which that rule is soft at a price above all that can be gained; its
breaches, as the judge tells them, are the change, and it is the smallest when bound and total leave no room
for one breach less.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from lotrinh.method.roadmap.aims import weight, worth
from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints import RULES, Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.verify import verify
from lotrinh.method.trace import Reason

Find = Callable[[Problem, bool], Roadmap]
"""A roadmap of a problem (any will do when true, else a good one), or status infeasible when proven."""


def diagnose(problem: Problem, find: Find) -> tuple[Reason, ...]:
    """The clash, then for each of its rules the change that would help if that rule alone gave way.

    What could not be settled within the limits of ``find`` is said.
    """
    clash, sure = _clash(problem, find)
    if not clash:
        return (_always(),)
    changes = [reason for key in clash for reason in _give_way(problem, key, find)]
    return (_rules(problem, clash, sure), *(changes or [_no_change()]))


def _clash(problem: Problem, find: Find) -> tuple[list[str], bool]:
    """Keys of hard rules of which none can be left out, and whether all of that was settled."""
    plain, sure = problem, True
    kept = [r.key for r in RULES if problem.rule(r.key).get("mode", "off") == "hard"]
    for key in list(kept):
        answer = find(_with_mode(plain, [key], "off"), True)
        if answer.status == "infeasible":
            plain = _with_mode(plain, [key], "off")
            kept.remove(key)
        elif answer.status == "unknown":
            sure = False
    return kept, sure


def _give_way(problem: Problem, key: str, find: Find) -> list[Reason]:
    """The breaches of one rule, made soft at a price that no gain can pay, so that few remain."""
    price = dearest(problem)
    softened = _with_mode(problem, [key], "soft", price)
    answer = find(softened, False)
    if answer.total is None or answer.bound is None:
        return []
    smallest = answer.bound - answer.total < price
    breaches = [v for v in verify(softened, answer).soft if v.rule == key]
    return [_change(v, smallest=smallest) for v in breaches]


def dearest(problem: Problem) -> float:
    """More points than any roadmap can gain."""
    gain = weight(problem, "risk") + weight(problem, "earliness")
    return 1.0 + gain * math.fsum(max(0.0, worth(problem, u)) for u in problem.units)


def _with_mode(problem: Problem, keys: Iterable[str], mode: str, penalty: float = 0.0) -> Problem:
    changed = {k: {**problem.rule(k), "mode": mode, "penalty": penalty} for k in keys}
    return replace(problem, rules={**problem.rules, **changed})


def _rules(problem: Problem, keys: list[str], sure: bool) -> Reason:
    records = {r.key: r.record for r in RULES}
    vi = "; ".join(records[k].title_vi for k in keys)
    en = "; ".join(records[k].title_en for k in keys)
    doubt_vi = "" if sure else " Chưa kiểm chứng hết: có thể không cần đến tất cả."
    doubt_en = "" if sure else " Not all of it could be settled: perhaps not all of them are needed."
    return Reason(
        "clash.rules",
        f"Các quy tắc không thể cùng được giữ: {vi}.{doubt_vi}",
        f"The rules that cannot hold together: {en}.{doubt_en}",
        {"rules": keys, "minimal": sure},
    )


def _change(breach: Violation, *, smallest: bool) -> Reason:
    """What would have to give, in the judge's words; counts as from → to."""
    data = {"rule": breach.rule, "amount": breach.amount, "smallest": smallest, **breach.reason.data}
    said = _counts(breach)
    lead_vi, lead_en = (
        ("Thay đổi nhỏ nhất", "Smallest change") if smallest else ("Một thay đổi đủ", "A change")
    )
    if said is None:
        vi, en = f"chấp nhận: {breach.reason.vi}", f"accept: {breach.reason.en}"
    else:
        vi, en = said
    return Reason(f"clash.change.{breach.rule}", f"{lead_vi}: {vi}", f"{lead_en}: {en}", data)


def _counts(breach: Violation) -> tuple[str, str] | None:
    """Breaches of a number in the plan, as the number that would do."""
    data = breach.reason.data
    if breach.reason.code == "coverage.minimum":
        least, most = data["least"], data["visited"]
        return (
            f"số đơn vị tối thiểu loại “{data['kind']}”: {least} → {most}.",
            f"least number of units of the kind “{data['kind']}”: {least} → {most}.",
        )
    if breach.reason.code == "pace.load":
        team, had, got = data["team"], data["most"], data["half_days"]
        return (
            f"số nửa ngày nhiều nhất của {team}: {had} → {got}.",
            f"most half days of {team}: {had} → {got}.",
        )
    return None


def _always() -> Reason:
    return Reason(
        "clash.always",
        "Ngay cả khi bỏ mọi quy tắc có thể bỏ vẫn không có lộ trình: xem đoàn, ngày làm việc và đơn vị.",
        "There is no roadmap even without every rule that can be left out: see teams, days and units.",
    )


def _no_change() -> Reason:
    return Reason(
        "clash.no_change_found",
        "Chưa tìm được thay đổi nhỏ nhất trong giới hạn thời gian.",
        "The smallest change was not found within the limit.",
    )
