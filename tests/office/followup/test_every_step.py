"""Every (state, verb, role) of the workflow of corrections, generated from the definition."""

from __future__ import annotations

import itertools

import pytest

from lotrinh.office.followup.policies import may_do, verbs_open_to
from lotrinh.office.followup.rows import workflow
from lotrinh.office.platform.roles import roles
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db
FLOW = workflow()
GROUPS = {
    "planner": {"office"},
    "leader": {"leader"},
    "inspector": {"team"},
    "inspected_unit": {"unit"},
    "unit_head": {"unit"},
}
CASES = list(itertools.product([s.key for s in FLOW.states], roles()))


@pytest.mark.parametrize(("state", "role"), CASES, ids=[f"{s}-{r}" for s, r in CASES])
def test_a_role_may_exactly_what_the_definition_says(state: str, role: str) -> None:
    account = factories.make_account(role)
    inspection = orders.reported(member=account if role == "inspector" else None)
    correction = orders.put_in(orders.concluded(inspection=inspection)[0], state)
    for verb in FLOW.verbs:
        wanted = (
            verb.key in roles()[role].verbs
            and bool(GROUPS.get(role, set()) & set(verb.by))
            and state in verb.from_
        )
        decision = may_do(account, correction, verb.key)
        assert decision.allowed == wanted, (state, verb.key, role)
        assert decision.reason.vi and decision.reason.en
    open_verbs = {verb.key for verb in verbs_open_to(account, correction)}
    assert open_verbs == {v.key for v in FLOW.verbs if may_do(account, correction, v.key)}


def test_every_verb_is_somebodys_in_some_state() -> None:
    for verb in FLOW.verbs:
        assert any(
            verb.key in role.verbs and GROUPS.get(role.key, set()) & set(verb.by) for role in roles().values()
        )


def test_another_unit_and_another_team_may_nothing() -> None:
    correction = orders.concluded()[0]
    factories.make_unit("hn.d009")
    stranger = factories.make_account("inspected_unit", unit_code="hn.d009")
    inspector = factories.make_account("inspector")
    for state in (s.key for s in FLOW.states):
        row = orders.put_in(correction, state) if state not in ("verified", "withdrawn") else correction
        assert verbs_open_to(stranger, row) == []
        assert verbs_open_to(inspector, row) == []


def test_who_has_left_the_team_may_still_verify() -> None:
    inspector = factories.make_account("inspector")
    inspection = orders.reported(member=inspector)
    correction = orders.put_in(orders.concluded(inspection=inspection)[0], "reported")
    inspection.seats.filter(account=inspector).update(ended_at=orders.CONCLUDED)
    assert may_do(inspector, correction, "verify_correction")
