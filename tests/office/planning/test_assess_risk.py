"""Risk as the office keeps it: the same as the library says, and imported figures count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.risk import assess_plan
from lotrinh.office.planning.actions.assess_risk import assess_risk
from lotrinh.office.planning.actions.load_plans import load_plans
from lotrinh.office.registry.actions.load_definitions import load_definitions
from lotrinh.office.registry.actions.record_results import record_results
from lotrinh.office.registry.models import IndexResult, RiskMark

AT = datetime(2020, 7, 27, 8, tzinfo=UTC)


@pytest.mark.django_db
def test_marks_are_what_the_library_says_and_imports_count() -> None:
    library = Library.open()
    load_definitions(library, at=AT)
    plan = next(p for p in load_plans(None, library, at=AT) if p.key == "hanoi-2020-155")
    assert assess_risk(None, library, plan, at=AT) == 631
    assert assess_risk(None, library, plan, at=AT) == 0
    expected = {r.unit_code: r.score for r in assess_plan(library, library.plan("hanoi-2020-155"))}
    marks = RiskMark.objects.filter(plan_key=plan.key, current=True).select_related("unit")
    assert all(abs(m.score - expected[m.unit.code]) < Decimal("0.0001") for m in marks)

    record_results([_imported("hn.d001", Decimal("61.5"))])
    record_results([_imported("hn.d002", Decimal("43.05"), Decimal(70))])
    assert assess_risk(None, library, plan, at=AT) == 631
    after = RiskMark.objects.get(plan_key=plan.key, current=True, unit__code="hn.d001")
    assert after.score > expected["hn.d001"]
    of_seventy = RiskMark.objects.get(plan_key=plan.key, current=True, unit__code="hn.d002")
    assert of_seventy.score == after.score


def _imported(code: str, value: Decimal, maximum: Decimal | None = None) -> IndexResult:
    return IndexResult(
        maximum=maximum,
        subject=code,
        index="par",
        year=2019,
        value=value,
        published_on=date(2020, 5, 1),
        source="import",
        url="https://example.org",
    )
