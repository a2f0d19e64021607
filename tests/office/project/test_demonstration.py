"""The demonstration's own accounts, its refusal elsewhere, and the days of its roadmap."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

from lotrinh.cli import group
from lotrinh.method.faults import Faults
from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.limits import calendar_of
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.planning.models import Plan
from lotrinh.office.project import demonstration
from lotrinh.office.project.sample.moments import Days, moment
from lotrinh.office.project.sample.roadmap import spans
from tests.office.project import conftest as small


@pytest.mark.django_db
def test_no_sample_goes_into_an_installation_of_an_office() -> None:
    with pytest.raises(Faults) as refused:
        demonstration.play_sample(today=small.TODAY, now=small.NOW)
    assert refused.value.faults[0].code == "project.no_demonstration"
    done = CliRunner().invoke(group, ["sample", "--json"])
    assert isinstance(done.exception, Faults)
    assert not Inspection.objects.for_actions().exists()


def test_accounts_of_the_first_team_bear_the_names_of_the_plan(city: Plan) -> None:
    names = {a.username: a.full_name for a in demonstration.make_accounts()}
    assert len(names) == len(demonstration.PEOPLE) + 2
    assert names["truong-doan"] in {m["name"] for m in city.definition["teams"][0]["members"]}
    again = demonstration.make_accounts()
    assert len(again) == Account.objects.count()


def test_accounts_of_an_older_demonstration_change_their_unit(city: Plan) -> None:
    demonstration.make_accounts()
    Account.objects.filter(username="don-vi").update(unit_code="hn.d001")
    demonstration.make_accounts()
    assert Account.objects.get(username="don-vi").unit_code == demonstration.OWN_UNIT


def test_days_skip_weekends_and_holidays(city: Plan) -> None:
    days = Days(calendar_of(city))
    assert days.shift(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert days.shift(date(2026, 11, 28), 0) == date(2026, 11, 30)
    assert days.shift(date(2026, 11, 30), -1) == date(2026, 11, 27)
    assert days.shift(date(2026, 9, 1), 1) == date(2026, 9, 3)  # 1 and 2 September are days off
    assert moment(date(2026, 11, 25), "08:15").isoformat() == "2026-11-25T08:15:00+07:00"


def test_runs_of_days_become_spans() -> None:
    first, second, third = date(2026, 8, 3), date(2026, 8, 4), date(2026, 8, 7)
    assert spans([first, second, third]) == [(first, second), (third, third)]
    assert spans([]) == []
