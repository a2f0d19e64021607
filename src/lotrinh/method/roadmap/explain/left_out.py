"""What kept a unit out, and what would bring it in."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta

from lotrinh.method.roadmap.explain.exchange import Exchange, Market
from lotrinh.method.roadmap.explain.ranks import Standing, place_en, place_vi
from lotrinh.method.roadmap.explain.room import Room
from lotrinh.method.roadmap.problem import Unit
from lotrinh.method.roadmap.timetable import is_on
from lotrinh.method.roadmap.wording import (
    day_en,
    day_vi,
    field_en,
    field_vi,
    half_en,
    half_vi,
    kind_en,
    kind_vi,
    number_en,
    number_vi,
    points_en,
    points_vi,
    team_en,
    team_vi,
)
from lotrinh.method.trace import Reason

HIGHEST_RISK = 100.0


def left_out_reasons(room: Room, market: Market, standing: Standing, unit: Unit) -> tuple[Reason, ...]:
    """Where it stands, then what forbids it outright, else the cheapest way in."""
    return (_standing(standing, unit), *(tuple(_forbidden(room, unit)) or tuple(_ways(room, market, unit))))


def _standing(standing: Standing, unit: Unit) -> Reason:
    last = standing.lowest_visited
    tail_vi = f", thấp nhất là {last.name} ({number_vi(last.risk)})" if last else ""
    tail_en = f", the lowest being {last.name} ({number_en(last.risk)})" if last else ""
    return Reason(
        "left.risk",
        f"Rủi ro {number_vi(unit.risk)} trên 100, {place_vi(standing)} trong {standing.units} đơn vị "
        "loại "
        f"{kind_vi(unit.kind)}; {standing.visited} đơn vị loại này được kiểm tra{tail_vi}.",
        f"Risk {number_en(unit.risk)} of 100, {place_en(standing)} of {standing.units} "
        f"{kind_en(unit.kind)}; "
        f"{standing.visited} of them are visited{tail_en}.",
        {
            "risk": unit.risk,
            "rank": standing.rank,
            "equal": standing.equal,
            "units": standing.units,
            "visited": standing.visited,
        },
    )


def _forbidden(room: Room, unit: Unit) -> Iterator[Reason]:
    """What no exchange can overcome."""
    problem = room.problem
    if unit.never is not None and is_on(problem, "lists"):
        yield Reason(
            "left.never",
            f"Có trong danh sách không kiểm tra: {unit.never}. Bỏ khỏi danh sách thì mới xét.",
            f"On the never list: {unit.never}. It is considered once it is off the list.",
            {"reason": unit.never},
        )
    fields_vi = ", ".join(field_vi(problem, f) for f in unit.fields) or "-"
    fields_en = ", ".join(field_en(problem, f) for f in unit.fields) or "-"
    if not room.teams_for(unit):
        yield Reason(
            "left.no_team",
            "Không đoàn nào đủ điều kiện (lĩnh vực, hoặc có người của chính đơn vị); "
            f"cần một thành viên am hiểu: {fields_vi}.",
            "No team may visit it (fields, or a member of the unit itself); a member is needed "
            "who knows: "
            f"{fields_en}.",
            {"fields": list(unit.fields)},
        )
    if not room.rested(unit) and unit.last_inspected is not None:
        yield _rotation(room, unit)
    elif not room.open_at(unit):
        yield Reason(
            "left.closed",
            "Đơn vị không tiếp đoàn hoặc có đoàn khác trong mọi ngày còn lại của kỳ.",
            "The unit is closed or taken on every day of the period that remains.",
            {},
        )
    yield from _parent_forbidden(room, unit)


def _rotation(room: Room, unit: Unit) -> Reason:
    last = unit.last_inspected
    least = int(room.problem.rule("rotation")["not_within_days"])
    ready = (last or room.problem.end) + timedelta(days=least)
    seen = last or room.problem.end
    return Reason(
        "left.rotation",
        f"Đã kiểm tra ngày {day_vi(seen)}; theo luân phiên chỉ được kiểm tra lại từ {day_vi(ready)}, sau "
        "kỳ này "
        "(sớm hơn nếu vào nhóm rủi ro cao nhất hoặc có tồn tại chưa khắc phục).",
        f"Inspected on {day_en(seen)}; by rotation not again before {day_en(ready)}, after this period "
        "(sooner if it enters the top share of risk or has open findings).",
        {"last": seen.isoformat(), "ready": ready.isoformat()},
    )


def _parent_forbidden(room: Room, unit: Unit) -> Iterator[Reason]:
    """A commune whose district may not be visited."""
    rule = room.problem.rule("grouping")
    parent = room.table.units.get(unit.parent or "")
    bound = is_on(room.problem, "grouping") and rule.get("by", "parent") == "parent"
    if not bound or unit.kind not in rule.get("kinds", ("commune",)) or parent is None:
        return
    if parent.code not in room.visits and any(True for _ in _forbidden(room, parent)):
        yield Reason(
            "left.parent_forbidden",
            f"Chỉ kiểm tra cùng {parent.name}, mà {parent.name} không thể kiểm tra.",
            f"It is visited only with {parent.name}, which cannot be visited.",
            {"parent": parent.code},
        )


def _ways(room: Room, market: Market, unit: Unit) -> Iterator[Reason]:
    """The cheapest exchange, then what a little more time would do."""
    parent = room.table.units.get(unit.parent or "")
    if len(market.comers(unit)) > 1 and parent is not None:
        yield Reason(
            "left.parent_out",
            f"Chỉ kiểm tra cùng {parent.name}, mà {parent.name} (rủi ro "
            f"{number_vi(parent.risk)}) không có trong lộ trình.",
            f"It is visited only with {parent.name} (risk {number_en(parent.risk)}), which is "
            "not in the "
            "roadmap.",
            {"parent": parent.code},
        )
    offer = market.cheapest(unit)
    if offer is None:
        yield Reason(
            "left.no_exchange",
            "Không tìm được cách đổi một hoặc hai lượt nào mà các quy tắc cho phép.",
            "No exchange of one or two visits was found that the rules allow.",
            {},
        )
    else:
        yield _exchange(room, unit, offer)
    more = market.with_more_time(unit)
    if more is not None:
        yield _more_time(room, unit, more)


def _exchange(room: Room, unit: Unit, offer: Exchange) -> Reason:
    own = offer.added[-1]
    start = room.problem.half_days[own.first]
    data = {
        "removed": list(offer.removed), "added": [s.unit.code for s in offer.added], "team": own.team.id,
        "start": start.as_dict(), "needed": round(offer.needed, 4), "gain": round(offer.gain, 6),
    }  # fmt: skip
    instead_vi, instead_en = _instead(room, offer)
    when_vi = f"{team_vi(own.team)}, {half_vi(start)}{instead_vi}"
    when_en = f"{team_en(own.team)}, {half_en(start)}{instead_en}"
    if offer.gain > 0:
        return Reason(
            "left.would_gain",
            f"Có thể đưa vào ({when_vi}) và tổng điểm tăng {points_vi(offer.gain)}: lộ trình "
            "này chưa phải "
            "tốt nhất, trong khoảng cách đã nêu.",
            f"It could come in ({when_en}) and the total would rise by "
            f"{points_en(offer.gain)}: this "
            "roadmap is not the best, within the gap that is stated.",
            data,
        )
    loss_vi = points_vi(-offer.gain)
    cost_vi = f"Nếu đưa vào danh sách phải kiểm tra thì cách đổi này làm tổng điểm giảm {loss_vi}."
    cost_en = f"On the must list, this exchange would lower the total by {points_en(-offer.gain)}."
    if offer.needed > HIGHEST_RISK:
        return Reason(
            "left.only_by_list",
            f"Rủi ro cao mấy cũng chưa đủ để thay ({when_vi}). {cost_vi}",
            f"No risk would be high enough for it to take a place ({when_en}). {cost_en}",
            data,
        )
    need_en, has_en = _apart(offer.needed, unit.risk)
    need_vi, has_vi = need_en.replace(".", ","), has_en.replace(".", ",")
    return Reason(
        "left.exchange",
        f"Cần rủi ro trên {need_vi} (đang là {has_vi}) để vào được theo cách đổi rẻ nhất tìm thấy: "
        f"{when_vi}. {cost_vi}",
        f"It needs a risk above {need_en} (has {has_en}) to come in by the cheapest exchange found: "
        f"{when_en}. {cost_en}",
        data,
    )


def _instead(room: Room, offer: Exchange) -> tuple[str, str]:
    """In whose place, and with which district."""
    vi = en = ""
    if len(offer.added) > 1:
        vi, en = f", sau {offer.added[0].unit.name}", f", after {offer.added[0].unit.name}"
    if offer.removed:
        names = ", ".join(room.table.units[code].name for code in offer.removed)
        vi, en = f"{vi}, thay cho {names}", f"{en}, in place of {names}"
    return vi, en


def _more_time(room: Room, unit: Unit, offer: Exchange) -> Reason:
    own, most = offer.added[-1], int(room.pace["max_half_days"])
    start = room.problem.half_days[own.first]
    with_vi, with_en = _instead(room, offer)
    days = "day" if offer.more == 1 else "days"
    sign_vi = "tăng" if offer.gain >= 0 else "giảm"
    sign_en = "rise" if offer.gain >= 0 else "fall"
    return Reason(
        "left.more_time",
        f"Hoặc thêm {offer.more} nửa ngày cho {team_vi(own.team)} ({most + offer.more} thay vì {most}): "
        "kiểm tra được "
        f"vào {half_vi(start)}{with_vi}, tổng điểm {sign_vi} {points_vi(abs(offer.gain))}.",
        f"Or {offer.more} more half {days} for {team_en(own.team)} ({most + offer.more} instead of {most}): "
        "it could be "
        f"visited on {half_en(start)}{with_en}, and the total would {sign_en} by "
        f"{points_en(abs(offer.gain))}.",
        {"more": offer.more, "team": own.team.id, "start": start.as_dict(), "gain": round(offer.gain, 6)},
    )


def _apart(needed: float, has: float) -> tuple[str, str]:
    """Both figures with as many decimals as show the difference; the needed one rounded up, so that it
    stays true.
    """
    for places in (1, 2, 3, 4):
        up = math.ceil(needed * 10**places - 1e-9) / 10**places
        if up > round(has, places):
            break
    return number_en(up, places), number_en(has, places)
