"""Attempts of people who mean no good, and of programs that send nonsense."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.office.planning.actions.make_feed import make_feed
from lotrinh.office.planning.models import Plan, Roadmap, Visit
from lotrinh.office.platform.policies import Refused
from tests.office.planning import small_plan
from tests.office.planning.test_unannounced import addresses, text_of
from tests.office.platform.test_audit import unguarded

pytestmark = pytest.mark.django_db
SECRETS = re.compile(r'(csrfmiddlewaretoken" value|data-csrf|csrf-token" content)="[^"]+"')


def everything(client: Client, pages: list[str]) -> dict[str, tuple[int, str]]:
    """What each address answers, without the tokens of forms."""
    found = {}
    for page in pages:
        answer = client.get(page)
        content = b"".join(answer) if answer.streaming else answer.content
        found[page] = (answer.status_code, SECRETS.sub("", text_of(content)))
    return found


@pytest.mark.parametrize("who", ["itself", "another unit"])
def test_nothing_depends_on_a_hidden_visit(
    who: str, hidden: Visit, shown: Visit, client_as: Callable[..., Client]
) -> None:
    """Every page of the inspected side is the same to the letter with the hidden visit and without it."""
    code = hidden.unit.code if who == "itself" else shown.unit.code
    client = client_as("inspected_unit", unit_code=code)
    pages = [a for a in addresses(hidden) if "sign-out" not in a]
    pages += [f"/search/?q={hidden.unit.name}", f"/units/{shown.unit.code}/", "/units/?sort=risk"]
    before = everything(client, pages)
    unguarded("DELETE FROM planning_visit WHERE id = %s", [hidden.pk])
    assert everything(client, pages) == before


def test_a_calendar_ends_with_the_right_to_make_it(
    adopted: Roadmap, hidden: Visit, make_account: Callable[..., Any]
) -> None:
    """Closed account, other role, no seat in the team any more: the secret address is worth nothing."""
    plan, team = adopted.plan, hidden.team_id
    inspector, planner = make_account("inspector"), make_account("planner")
    seat = inspector.team_seats.create(plan=plan, team_id=team)
    own = f"/feeds/{make_feed(inspector, plan, team, at=small_plan.NOW)[1]}.ics"
    theirs = f"/feeds/{make_feed(planner, plan, team, at=small_plan.NOW)[1]}.ics"
    client = Client()
    assert [client.get(a).status_code for a in (own, theirs)] == [200, 200]
    seat.delete()
    planner.is_active = False
    planner.save()
    assert [client.get(a).status_code for a in (own, theirs)] == [404, 404]
    inspector.team_seats.create(plan=plan, team_id=team)
    assert client.get(own).status_code == 200
    inspector.role, inspector.unit_code = "inspected_unit", hidden.unit.code
    inspector.save()
    assert client.get(own).status_code == 404


def test_a_calendar_is_of_a_team_of_the_plan(plan: Plan, make_account: Callable[..., Any]) -> None:
    for team in ("", "doan-9", "x" * 60):
        with pytest.raises(Refused):
            make_feed(make_account("planner"), plan, team, at=small_plan.NOW)


@pytest.mark.parametrize(
    "wish",
    ["//evil.example", "http://testserver//evil.example/x", "http://evil.example/", "javascript:alert(1)"],
)
def test_the_way_back_stays_with_us(wish: str, plan: Plan, client_as: Callable[..., Client]) -> None:
    form = {"kind": "must", "reason": "Có đơn\0 thư", "next": wish}
    answer = client_as("planner").post(f"/plans/{plan.key}/candidates/hn.snv/mark/", form)
    assert answer.headers["Location"] == f"/plans/{plan.key}/candidates/"


def test_nonsense_is_no_fault_of_the_server(plan: Plan, client_as: Callable[..., Client]) -> None:
    planner, keeper = client_as("planner"), client_as("administrator")
    list_page = f"/plans/{plan.key}/candidates/"
    for field in ("words", "district", "sector", "kind", "mark", "chosen"):
        assert planner.get(f"{list_page}?{field}=%00").status_code == 200, field
    assert planner.get(f"{list_page}a%00b/").status_code == 404
    assert keeper.get("/account/people/?q=%00&role=%00").status_code == 200
    for pk in ("", "abc", "-1", "9" * 40):
        answer = planner.post(f"/plans/{plan.key}/unavailable/withdraw/", {"what": "absence", "pk": pk})
        assert answer.status_code == 404, pk


def test_no_cache_keeps_what_somebody_was_shown(adopted: Roadmap, client_as: Callable[..., Client]) -> None:
    client = client_as("planner")
    for page in (
        "/today/",
        f"/roadmaps/{adopted.pk}/map.json",
        f"/roadmaps/{adopted.pk}/export.xlsx",
        "/nowhere/",
    ):
        assert client.get(page).headers["Cache-Control"] == "private, no-store", page
