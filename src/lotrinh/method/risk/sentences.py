"""The sentences of risk: each in Vietnamese and English, with its figures and its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.papi import Standing
from lotrinh.method.risk.profile import SignalDefinition
from lotrinh.method.trace import Reason

Names = tuple[str, str]
REMEDY_UNKNOWN = (
    "Chưa rõ đã khắc phục hay chưa; tính là còn tồn tại đến khi ghi nhận khắc phục.",
    "Found, remedy not known; it counts as open until its remedy is recorded.",
)


def plain(value: Decimal | None) -> str:
    """A published figure without the zeros that a table may add to it."""
    return "?" if value is None else f"{value.normalize():f}"


def vi_number(value: Decimal | None) -> str:
    """Comma as the decimal mark."""
    return "?" if value is None else f"{value:f}".replace(".", ",")


def vi_plain(value: Decimal | None) -> str:
    """A published figure as Vietnamese papers write it."""
    return plain(value).replace(".", ",")


def vi_date(day: date) -> str:
    """Day/month/year as in Vietnamese papers."""
    return f"{day.day}/{day.month}/{day.year}"


def short(value: Decimal, places: int = 2) -> Decimal:
    """Rounded for a sentence only."""
    return value.quantize(Decimal(1).scaleb(-places))


def no_data(signal: SignalDefinition) -> Reason:
    """Nothing was published."""
    return Reason(
        f"risk.{signal.key}.no_data", f"{signal.title_vi}: chưa có dữ liệu.", f"{signal.title_en}: no data."
    )


def no_pair(signal: SignalDefinition, years: int) -> Reason:
    """A fall needs two years."""
    return Reason(
        f"risk.{signal.key}.no_pair",
        f"{signal.title_vi}: chưa có số liệu hai năm liền nhau cùng bộ chỉ số (có {years} năm).",
        f"{signal.title_en}: no figures of two consecutive years of the same set ({years} year(s) known).",
        {"years": years},
    )


def figure(signal: SignalDefinition, item: Observation) -> Reason:
    """A figure of the body itself, exact or bounded."""
    if item.value is not None:
        vi, en, value = "", "", item.value
    elif item.at_least is not None:
        vi, en, value = "ít nhất ", "at least ", item.at_least
    else:
        vi, en, value = "nhiều nhất ", "at most ", item.at_most or Decimal(0)
    rank_vi = f", hạng {item.rank}" if item.rank else ""
    rank_en = f", rank {item.rank}" if item.rank else ""
    note_vi = f" ({item.note})" if item.note else ""
    note_en = f" ({item.note_en})" if item.note_en else ""
    return Reason(
        f"risk.{signal.key}.figure",
        f"{signal.title_vi} năm {item.year}: {vi}{vi_plain(value)} {signal.unit_vi}{rank_vi}{note_vi}.",
        f"{signal.title_en} in {item.year}: {en}{plain(value)} {signal.unit_en}{rank_en}{note_en}.",
        {"year": item.year, "value": str(value)},
        item.source,
    )


def at_most(signal: SignalDefinition, item: Observation, leaders: int) -> Reason:
    """Only the best of the block were published."""
    return Reason(
        f"risk.{signal.key}.at_most",
        f"{signal.title_vi} năm {item.year}: chưa thấy số của đơn vị; chỉ {leaders} đơn vị dẫn đầu khối "
        f"được công bố, nên nhiều nhất bằng {item.label} ({vi_plain(item.value)} {signal.unit_vi}).",
        f"{signal.title_en} in {item.year}: own figure not seen; only the {leaders} leading bodies "
        f"of its block were published, so at most {item.label} ({plain(item.value)} {signal.unit_en}).",
        {"year": item.year, "at_most": str(item.value), "leaders": leaders},
        item.source,
    )


def at_least(signal: SignalDefinition, item: Observation) -> Reason:
    """The lowest of the block was published."""
    return Reason(
        f"risk.{signal.key}.at_least",
        f"{signal.title_vi} năm {item.year}: thấp nhất khối là {item.label} "
        f"({vi_plain(item.value)} {signal.unit_vi}), nên đơn vị không thấp hơn mức đó.",
        f"{signal.title_en} in {item.year}: the lowest of the block is {item.label} "
        f"({plain(item.value)} {signal.unit_en}), so that the body is not below it.",
        {"year": item.year, "at_least": str(item.value)},
        item.source,
    )


def fall(signal: SignalDefinition, before: Observation, now: Observation) -> Reason:
    """Two years side by side."""
    return Reason(
        f"risk.{signal.key}.fall",
        f"{signal.title_vi}: {vi_plain(before.value)} năm {before.year}, "
        f"{vi_plain(now.value)} năm {now.year}.",
        f"{signal.title_en}: {plain(before.value)} in {before.year}, {plain(now.value)} in {now.year}.",
        {"before": str(before.value), "now": str(now.value)},
        now.source,
    )


def no_findings(signal: SignalDefinition) -> Reason:
    """Nothing published is not nothing found."""
    return Reason(
        f"risk.{signal.key}.no_data",
        f"{signal.title_vi}: chưa có dữ liệu; không thấy công bố không có nghĩa là không có tồn tại.",
        f"{signal.title_en}: no data; that nothing was published does not mean that nothing was found.",
    )


def finding(item: Observation, as_of: date) -> Reason:
    """One finding with its date; its remedy is not known unless it says open."""
    day = vi_date(item.occurred_on) if item.occurred_on else "?"
    known = item.state == "open"
    return Reason(
        "risk.open_findings.finding",
        f"Tồn tại nêu ngày {day}: {item.note}. " + ("Chưa khắc phục." if known else REMEDY_UNKNOWN[0]),
        f"Finding of {item.occurred_on}: {item.note_en or item.note}. "
        + ("Open." if known else REMEDY_UNKNOWN[1]),
        {"found_on": str(item.occurred_on), "as_of": as_of.isoformat(), "state": item.state},
        item.source,
    )


def oldest(signal: SignalDefinition, item: Observation, days: int) -> Reason:
    """How old the oldest known finding is."""
    day = vi_date(item.occurred_on) if item.occurred_on else "?"
    return Reason(
        "risk.findings_age.oldest",
        f"{signal.title_vi}: tồn tại cũ nhất đã biết từ ngày {day}, được {days} ngày.",
        f"{signal.title_en}: the oldest finding known is of {item.occurred_on}, {days} days ago.",
        {"days": days},
        item.source,
    )


def no_visit(signal: SignalDefinition) -> Reason:
    """No visit known is not 'never visited'."""
    return Reason(
        f"risk.{signal.key}.no_data",
        f"{signal.title_vi}: chưa có dữ liệu, không có nghĩa là chưa từng kiểm tra.",
        f"{signal.title_en}: no data, which does not mean never inspected.",
    )


def visited(signal: SignalDefinition, item: Observation, days: int, exact: bool) -> Reason:
    """The last known visit."""
    day = vi_date(item.occurred_on) if item.occurred_on else "?"
    vi = f"{days} ngày" if exact else f"nhiều nhất {days} ngày (lần gần nhất được biết)"
    en = f"{days} days" if exact else f"at most {days} days (the last visit known)"
    return Reason(
        "risk.time_since_inspection.last",
        f"{signal.title_vi}: kiểm tra ngày {day}, {vi}.",
        f"{signal.title_en}: visited on {item.occurred_on}, {en}.",
        {"days": days},
        item.source,
    )


def no_papi_sector(sectors: Names) -> Reason:
    """PAPI does not ask about the body's sectors."""
    return Reason(
        "risk.papi_sectors.not_applicable",
        f"PAPI không đo lĩnh vực nào của đơn vị ({sectors[0] or 'chưa gắn lĩnh vực'}); "
        "bỏ trọng số này ra khỏi tổng.",
        f"PAPI measures none of the body's sectors ({sectors[1] or 'none assigned'}); "
        "the weight leaves the sum.",
    )


def old_papi(year: int, as_of: date) -> Reason:
    """The newest year at hand is old."""
    return Reason(
        "risk.papi_sectors.old",
        f"PAPI mới nhất có trong kho số liệu là của năm {year}, đã cũ so với năm {as_of.year}; "
        "kết quả các năm sau, nếu đã công bố, cần được nạp vào.",
        f"The newest PAPI at hand is of {year}, old by {as_of.year}; results of later years, if published, "
        "should be imported.",
        {"year": year, "as_of": as_of.isoformat()},
    )


def not_measured(sectors: Names) -> Reason:
    """Sectors left out of the mean."""
    return Reason(
        "risk.papi_sectors.left_out",
        f"Lĩnh vực PAPI không đo, không tính: {sectors[0]}.",
        f"Sectors that PAPI does not measure, left out: {sectors[1]}.",
    )


def sector_without_score(sector: Names, year: int) -> Reason:
    """The sector is mapped but has no score that year."""
    return Reason(
        "risk.papi_sectors.no_score",
        f"Lĩnh vực {sector[0]}: PAPI {year} không có điểm.",
        f"Sector {sector[1]}: no PAPI score in {year}.",
        {"year": year},
    )


def sector(name: Names, share: Decimal, used: Sequence[Standing], without: int) -> Reason:
    """A sector's shortfall and what it is made of."""
    keys = ", ".join(s.subdimension for s in used)
    vi = f"; {without} chỉ số thành phần không có điểm" if without else ""
    en = f"; {without} sub-dimension(s) without a score" if without else ""
    return Reason(
        "risk.papi_sectors.sector",
        f"Lĩnh vực {name[0]}: mức thiếu hụt {vi_number(short(share))} (trung bình của {keys}{vi}).",
        f"Sector {name[1]}: shortfall {short(share)} (mean of {keys}{en}).",
        {"shortfall": str(share), "subdimensions": keys},
    )


def standing(item: Standing) -> Reason:
    """Hanoi's place in one sub-dimension."""
    own = item.observation
    share = short(item.better_share * 100, 0)
    return Reason(
        "risk.papi_sectors.standing",
        f"PAPI {item.year}, {item.subdimension} {own.label}: Hà Nội {vi_number(short(item.score, 3))}, "
        f"hạng {item.rank}/{item.provinces}; {share}% số tỉnh khác cao hơn; "
        f"kém ngưỡng nhóm tốt nhất {vi_number(short(item.distance, 3))} điểm.",
        f"PAPI {item.year}, {item.subdimension} {own.label_en or own.label}: Hanoi {short(item.score, 3)}, "
        f"rank {item.rank} of {item.provinces}; {share} % of the other provinces are higher; "
        f"{short(item.distance, 3)} points below the best quarter.",
        {
            "year": item.year,
            "subdimension": item.subdimension,
            "score": str(item.score),
            "rank": item.rank,
            "provinces": item.provinces,
            "better_share": str(item.better_share),
            "distance": str(item.distance),
        },
        own.source,
    )


def counted_at(low: Decimal, high: Decimal, at: Decimal, points: Decimal) -> Reason:
    """What part is there only because the plan counts an unknown somewhere in its range."""
    ends = (short(low), short(high), at.normalize(), short(points))
    vi = [vi_number(n) for n in ends]
    return Reason(
        "risk.unknown_counted_at",
        f"Phần chưa biết: mức thiếu hụt từ {vi[0]} đến {vi[1]}, kế hoạch tính ở mức {vi[2]} của khoảng: "
        f"{vi[3]} điểm.",
        f"Unknown part: shortfall from {ends[0]} to {ends[1]}, counted by the plan at {ends[2]} of the "
        f"range: {ends[3]} points.",
        {"low": str(low), "high": str(high), "unknown_at": str(at), "points": str(points)},
    )
