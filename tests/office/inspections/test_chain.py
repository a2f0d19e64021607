"""Every state, verb, role and group of the workflow, generated from the definition; real steps."""

from __future__ import annotations

from typing import Any

import pytest

from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.inspections.models import Inspection, Step
from lotrinh.office.inspections.needs import NEEDS
from lotrinh.office.inspections.policies import SEATS, groups_of, may_do
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.inspections.stepping import check_step, take_step
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.platform.policies import Refused
from lotrinh.office.platform.roles import roles
from tests.office.inspections import factories as make

pytestmark = pytest.mark.django_db

STATES = [s.key for s in workflow().states]
VERBS = workflow().verbs
RESTING = {"postponed": "planned", "paused": "under_way", "stopped": "planned"}
GROUPS = [*workflow().groups, "stranger"]


def belonging(group: str, role: str) -> frozenset[str]:
    """What a person of the role would have to be told by, if he belonged to the group alone."""
    return frozenset() if group == "stranger" else frozenset({group})


@pytest.mark.parametrize("state", STATES)
def test_a_verb_is_allowed_exactly_when_role_group_state_and_form_fit(state: str, make_account: Any) -> None:
    accounts = {key: make_account(key) for key in roles()}
    asked = 0
    for form in workflow().forms:
        inspection = Inspection(
            state=state, form=form, held_state=RESTING.get(state, ""), unit=make.make_unit()
        )
        for verb in VERBS:
            fits = state in verb.from_ and (not verb.forms or form in verb.forms)
            for role, account in accounts.items():
                for group in GROUPS:
                    decision = may_do(account, inspection, verb.key, belonging(group, role))
                    wanted = fits and verb.key in roles()[role].verbs and group in verb.by
                    assert decision.allowed == wanted, (state, form, verb.key, role, group)
                    assert_in_words(decision.reason)
                    asked += 1
    assert asked == len(workflow().forms) * len(VERBS) * len(accounts) * len(GROUPS)


def assert_in_words(reason: Reason) -> None:
    assert reason.code and reason.vi.strip() and reason.en.strip()
    assert reason.vi != reason.en


def test_every_need_of_the_definition_is_registered() -> None:
    needed = {name for verb in VERBS for name in verb.needs}
    above = {"corrections_done"}  # registered by the component of corrections
    assert needed - above <= set(NEEDS)


@pytest.mark.parametrize("verb", [v for v in VERBS if v.needs], ids=lambda v: v.key)
def test_every_lack_is_told_in_both_languages(verb: Any) -> None:
    """An inspection that lacks everything: each need answers with a sentence, or holds."""
    bare = Inspection.objects.create(
        plan=make.make_plan(), unit=make.make_unit(), state=verb.from_[0], opened_at=make.NOW,
        start_date=make.DAY, end_date=make.DAY,
    )  # fmt: skip
    for name in verb.needs:
        if name not in NEEDS:
            continue
        fault = NEEDS[name](bare, {"open_items": ["x"]})
        if fault is not None:
            assert fault.code == f"inspections.needs_{name}"
            assert fault.vi.strip() and fault.en.strip() and fault.vi != fault.en


def test_every_verb_has_at_least_one_role_that_may_and_one_group_that_fits() -> None:
    for verb in VERBS:
        holders = [r for r in roles().values() if verb.key in r.verbs]
        assert holders, f"no role may {verb.key}"
        if set(verb.by) & {"unit"}:
            assert any(r.needs_unit for r in holders), verb.key
        if set(verb.by) - {"unit"}:
            assert any(not r.needs_unit for r in holders), verb.key


def test_groups_follow_from_role_and_seat(make_account: Any) -> None:
    head, outsider = make_account("inspector"), make_account("inspector")
    inspection = make.make_inspection("team_set", head=head)
    assert groups_of(head, inspection) == {"head"}
    assert groups_of(outsider, inspection) == frozenset()
    assert groups_of(make_account("planner"), inspection) == {"office", "clerk"}
    assert groups_of(make_account("leader"), inspection) == {"leader"}
    assert groups_of(make_account("unit_head", unit_code=make.UNIT_BODY), inspection) == {"unit"}
    assert groups_of(make_account("unit_head", unit_code="hn.d099"), inspection) == frozenset()
    inspection.seats.filter(account=head).update(ended_at=make.NOW)
    assert groups_of(head, Inspection.objects.for_actions().get(pk=inspection.pk)) == frozenset()
    assert {"deputy"} <= SEATS["head"]


def test_a_step_is_kept_in_the_chain_and_in_the_audit_trail(make_account: Any) -> None:
    planner = make_account("planner")
    inspection = make.make_inspection("under_way")
    from_here = inspection.revision
    take_step(planner, inspection, "pause", at=make.NOW, reason="Bão số 5")
    take_step(planner, inspection, "resume", at=make.NOW)
    steps = list(Step.objects.filter(inspection=inspection).values_list("verb", "before", "after", "reason"))
    assert steps[-2:] == [
        ("pause", "under_way", "paused", "Bão số 5"),
        ("resume", "paused", "under_way", ""),
    ]
    inspection.refresh_from_db(from_queryset=Inspection.objects.for_actions())
    assert (inspection.state, inspection.held_state, inspection.revision) == ("under_way", "", from_here + 2)
    assert list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))[-2:] == [
        "pause",
        "resume",
    ]


def test_a_refused_step_changes_nothing(make_account: Any) -> None:
    inspection = make.make_inspection("concluded")
    with pytest.raises(Refused) as refused:
        check_step(make_account("planner"), inspection, "pause", reason="x")
    assert "Tạm dừng" in refused.value.decision.reason.vi
    with pytest.raises(Faults) as faults:
        check_step(make_account("planner"), make.make_inspection("under_way"), "pause", reason=" ")
    assert [f.code for f in faults.value.faults] == ["inspections.needs_reason"]
    assert not Step.objects.filter(verb="pause").exists()
