"""Risk marks: dated, kept, exact, and seen only by those who plan and oversee."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from lotrinh.method.risk import Contribution, RiskResult
from lotrinh.method.trace import Reason, Source
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.registry.actions.mark_risk import mark_risk
from lotrinh.office.registry.drawing import risk_parts, risk_segments
from lotrinh.office.registry.models import Register, RiskMark, Unit
from lotrinh.office.registry.queries import latest_marks, risk_mark, risk_marks_of
from tests.office.registry.conftest import NOW

DAY = dt.date(2020, 7, 27)


def contribution(signal: str, points: str, status: str = "known", low: str | None = None) -> Contribution:
    value = Decimal(points)
    reason = Reason(
        "risk.x",
        f"Câu {signal}",
        f"Sentence {signal}",
        source=Source("s", "Nguồn", "2020-04-28", "https://x.vn"),
    )
    return Contribution(
        signal,
        f"Tên {signal}",
        f"Name {signal}",
        Decimal(50),
        value / 50,
        value,
        Decimal(low or points),
        value,
        status,
        (),
        (reason,),
    )  # type: ignore[arg-type]


def result(code: str = "hn.stnmt", first: str = "12.3456789012", name: str = "Sở") -> RiskResult:
    parts = (
        contribution("par", first),
        contribution("sipas", "5", "unknown", "0"),
        contribution("late", "0", "not_applicable"),
    )
    score = sum((part.points for part in parts), Decimal(0))
    return RiskResult(code, name, "department", DAY, score, score - 5, score, parts)


def test_marks_are_kept_once_and_replaced_with_a_trace(register: Register) -> None:
    assert mark_risk("p", [result()], at=NOW) == 1
    assert mark_risk("p", [result()], at=NOW) == 0
    assert mark_risk("p", [result(first="20")], at=NOW, stability={"hn.stnmt": Decimal("0.9")}) == 1
    old, new = RiskMark.objects.order_by("pk")
    assert (old.current, new.current, new.stability) == (False, True, Decimal("0.9"))
    assert AuditEntry.objects.filter(verb="mark_risk").count() == 2


def test_the_contributions_add_up_to_the_kept_score_exactly(register: Register) -> None:
    mark_risk("p", [result()], at=NOW)
    mark = RiskMark.objects.get()
    assert sum(Decimal(part["points"]) for part in mark.contributions) == mark.score


def test_who_sees_marks(register: Register, make_account: Any) -> None:
    mark_risk("p", [result(), result("hn.snv", "1", "Sở Nội vụ")], at=NOW)
    units = list(Unit.objects.all())
    unit = next(each for each in units if each.code == "hn.snv")
    planner, inspected = make_account("planner"), make_account("inspected_unit", unit_code="hn.snv")
    assert (
        risk_marks_of(planner, unit)
        and risk_mark(planner, "hn.snv", "p")
        and len(latest_marks(planner, units)) == 2
    )
    for actor in (inspected, make_account("inspector"), None):
        assert not risk_marks_of(actor, unit)
        assert risk_mark(actor, "hn.snv", "p") is None
        assert latest_marks(actor, units) == {}


def test_what_is_drawn_and_told(register: Register) -> None:
    mark_risk("p", [result()], at=NOW)
    mark = RiskMark.objects.get()
    drawn = risk_segments(mark, "vi")
    assert [bool(part.get("unknown")) for part in drawn] == [False, True]
    assert sum(Decimal(part["value"]) for part in drawn) == mark.score
    groups = risk_parts(mark)
    assert {name: [part["signal"] for part in parts] for name, parts in groups.items()} == {
        "known": ["par"],
        "unknown": ["sipas"],
        "not_applicable": ["late"],
    }


def test_the_drawer_tells_sentences_and_sources(register: Register, client_as: Any) -> None:
    mark_risk("p", [result()], at=NOW)
    address = "/units/hn.stnmt/risk/p/"
    client = client_as("planner")
    drawer = client.get(address, headers={"X-Drawer": "1"}).content.decode()
    assert "Câu par" in drawer and "https://x.vn" in drawer and "28/04/2020" in drawer
    assert "<html" not in drawer and "<html" in client.get(address).content.decode()
    assert client.get("/units/hn.stnmt/risk/other/").status_code == 404
    assert client_as("inspected_unit", unit_code="hn.stnmt").get(address).status_code == 403
