"""The published findings as past inspections: all accounted for, none invented, each with its source."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lotrinh.method.definitions import Library
from lotrinh.office.inspections.models import Finding, Inspection
from lotrinh.office.project.sample.archive import load_archive, span_of
from lotrinh.office.registry.actions.load_definitions import load_definitions

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
LIBRARY = Library.open()


@pytest.fixture
def registers(db: Any) -> None:
    """The registers as they are published."""
    load_definitions(LIBRARY, at=AT)


@pytest.mark.usefixtures("registers")
def test_every_row_is_loaded_or_told() -> None:
    loaded = load_archive(LIBRARY, at=AT)
    assert loaded.findings + len(loaded.not_findings) + len(loaded.undated) == 61
    assert loaded.without_unit == ()
    assert loaded.undated == ("F019", "F021", "F022")
    findings = list(Finding.objects.for_actions().select_related("inspection"))
    assert len(findings) == loaded.findings
    assert all(f.source.startswith("http") and f.inspection.origin == "archive" for f in findings)


@pytest.mark.usefixtures("registers")
def test_a_figure_is_the_published_one() -> None:
    load_archive(LIBRARY, at=AT)
    drawn = Finding.objects.for_actions().get(text__contains="6/6 hồ sơ rút xác suất")
    assert (drawn.kind, drawn.extent_count, drawn.extent_of) == ("result", 6, 6)
    assert drawn.unit.code == "hn.d268"
    assert drawn.found_on == date(2023, 2, 7)


@pytest.mark.usefixtures("registers")
def test_loading_again_adds_nothing() -> None:
    load_archive(LIBRARY, at=AT)
    count = Inspection.objects.for_actions().count()
    assert load_archive(LIBRARY, at=AT).findings == 0
    assert Inspection.objects.for_actions().count() == count


@pytest.mark.parametrize(
    ("text", "first", "last", "note"),
    [
        ("2020-01-31", date(2020, 1, 31), date(2020, 1, 31), ""),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "theo nguồn: 2016-02"),
        ("2018-H1", date(2018, 1, 1), date(2018, 6, 30), "theo nguồn: 2018-H1"),
        ("2017-Q1", date(2017, 1, 1), date(2017, 3, 31), "theo nguồn: 2017-Q1"),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "theo nguồn: 2018"),
        ("2015-2017", date(2015, 1, 1), date(2017, 12, 31), "theo nguồn: 2015-2017"),
    ],
)
def test_a_span_is_as_wide_as_the_source_says(text: str, first: date, last: date, note: str) -> None:
    assert span_of(text) == (first, last, note)


def test_no_day_is_invented() -> None:
    with pytest.raises(ValueError, match="no date"):
        span_of("")
