"""Two people at once, on real transactions: one of them is served, the other gets a clear answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connections

from lotrinh.method.faults import Faults
from lotrinh.office.followup.actions.ask_extension import ask_extension
from lotrinh.office.followup.actions.decide_extension import decide_extension
from lotrinh.office.followup.actions.issue_conclusion import conclude
from lotrinh.office.followup.models import Correction, CorrectionEntry, ExtensionRequest
from lotrinh.office.inspections.models import Step
from lotrinh.office.platform.policies import Refused
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each returned or raised."""
    answers: list[object] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(place: int, work: Callable[[], object]) -> None:
        try:
            start.wait(10)
            answers[place] = work()
        except (Faults, Refused) as error:
            answers[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_two_leaders_conclude_at_once() -> None:
    inspection, leaders = orders.reported(), [factories.make_account("leader") for _ in range(2)]
    items = (orders.order(1), orders.order(2))
    answers = at_once(
        *(lambda who=who: conclude(who, inspection, items=items, at=orders.CONCLUDED) for who in leaders)
    )
    refused = [a for a in answers if isinstance(a, Refused)]
    assert len(refused) == 1
    assert "Đã kết luận" in refused[0].decision.reason.vi
    assert Correction.objects.for_actions().count() == 2
    assert Step.objects.filter(inspection=inspection, verb="conclude").count() == 1


def test_two_people_decide_one_extension() -> None:
    unit, leader = factories.make_account("inspected_unit"), factories.make_account("leader")
    planner, correction = factories.make_account("planner"), orders.concluded()[0]
    at = orders.on(date(2020, 10, 1))
    ask_extension(unit, correction, date(2020, 11, 30), "Chờ kinh phí", at=at)
    answers = at_once(
        lambda: decide_extension(leader, correction, granted=True, at=at),
        lambda: decide_extension(planner, correction, granted=False, words="Không", at=at),
    )
    failed = [a for a in answers if isinstance(a, Faults)]
    assert len(failed) == 1
    assert failed[0].faults[0].code == "followup.no_open_request"
    assert "người khác vừa quyết định" in failed[0].faults[0].vi
    request = ExtensionRequest.objects.for_actions().get()
    granted = request.state == "granted"
    assert orders.fresh(correction).due_on == (date(2020, 11, 30) if granted else orders.DUE)
    assert CorrectionEntry.objects.for_actions().filter(verb="decide_extension").count() == 1


def test_two_people_of_a_unit_ask_at_once() -> None:
    people = [factories.make_account(role) for role in ("inspected_unit", "unit_head")]
    correction = orders.concluded()[0]
    at, until = orders.on(date(2020, 10, 1)), date(2020, 11, 30)
    answers = at_once(
        *(lambda who=who: ask_extension(who, correction, until, "Chờ", at=at) for who in people)
    )
    assert sum(isinstance(a, Faults) for a in answers) == 1
    assert ExtensionRequest.objects.for_actions().count() == 1
