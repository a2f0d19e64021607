"""The nine fields of Plan 155 against PAPI 2019: the page says what the data says."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from lotrinh.method.definitions import Library
from lotrinh.method.risk import plan_focus, read_profile

KEY = "hanoi-2020-155"


@pytest.mark.django_db
def test_the_page_repeats_the_verdict_of_every_field(client_as: Any) -> None:
    library = Library.open(settings.DEFINITIONS)
    plan = library.plan(KEY)
    fields = plan_focus(library, read_profile(library, plan.risk.profile), plan)
    assert len(fields) == 9 and {field.year for field in fields} == {2019}
    text = client_as("planner").get(f"/focus-fields/?plan={KEY}").content.decode()
    for field in fields:
        assert field.name_vi in text
    assert text.count("chip-good") == sum(field.verdict == "low" for field in fields)
    assert text.count("chip-bad") == sum(field.verdict == "not_low" for field in fields)


@pytest.mark.django_db
def test_an_unknown_plan_is_not_found(client_as: Any) -> None:
    assert client_as("planner").get("/focus-fields/?plan=x").status_code == 404
