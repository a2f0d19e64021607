"""The living sample: every state by the real actions, labelled as invented, whole in the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from lotrinh.method.workflows import read_workflow
from lotrinh.office.accounts.models import Account
from lotrinh.office.followup.models import Correction, CorrectionEntry, Reminder
from lotrinh.office.inspections.models import Evidence, Finding, Inspection, Step
from lotrinh.office.inspections.rows import hidden_from_unit, workflow
from lotrinh.office.platform import audit
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.project import demonstration
from lotrinh.office.project.sample.playing import Played
from tests.office.project import conftest as small

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def played(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Played]:
    """Played once for all tests of this file, which change nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        plan = small.make_city()
        demonstration.make_accounts()
        demonstration.seat_inspector()
        small.adopted(plan)
        yield demonstration.play_sample(today=small.TODAY, now=small.NOW)
        transaction.set_rollback(True)


def inspections() -> Any:
    """Those of the sample."""
    return Inspection.objects.for_actions().filter(plan__key=small.KEY)


def test_every_state_of_the_chain_is_there(played: Played) -> None:
    assert set(played.inspections) == {state.key for state in workflow().states}


def test_corrections_stand_in_every_state_but_few(played: Played) -> None:
    states = {s.key for s in read_workflow(small.LIBRARY, "correction").states}
    assert states - set(played.corrections) <= {"assigned", "withdrawn", "reported"}
    verbs = set(CorrectionEntry.objects.for_actions().values_list("verb", flat=True))
    assert {"plan_correction", "report_done", "verify_correction", "send_back_correction"} <= verbs
    assert {"ask_extension", "decide_extension", "remind_unit", "order_reinspection"} <= verbs


def test_everything_is_labelled_as_invented(played: Played) -> None:
    assert played.steps > 200
    assert not inspections().filter(synthetic=False).exists()
    assert all(
        "minh họa" in seat.name for row in inspections() for seat in row.seats.all() if not seat.account
    )
    assert all(e.caption for e in Evidence.objects.for_actions())
    signed = OfficialPaper.objects.exclude(number=None)
    assert signed.exists() and all(paper.context["synthetic"] for paper in signed)


def test_the_trail_is_whole_and_nothing_lies_ahead(played: Played) -> None:
    assert audit.verify().whole
    assert not Step.objects.filter(at__gt=small.NOW).exists()
    assert not CorrectionEntry.objects.for_actions().filter(at__gt=small.NOW).exists()
    assert not OfficialPaper.objects.filter(drafted_at__gt=small.NOW).exists()


def test_numbers_of_papers_rise_with_their_days(played: Played) -> None:
    rows = OfficialPaper.objects.exclude(number=None).order_by("body", "series_kind", "number")
    last: dict[tuple[str, str], Any] = {}
    for row in rows:
        key = (row.body, row.series_kind)
        assert key not in last or last[key] <= row.signed_on, row
        last[key] = row.signed_on


def test_every_step_was_open_to_whoever_took_it(played: Played) -> None:
    """The chain of each inspection follows the workflow from its first state to the present one."""
    for row in inspections():
        steps = list(row.steps.all())
        assert steps[-1].after == row.state
        assert all(b.before == a.after for a, b in pairwise(steps))
        assert [s.at for s in steps] == sorted(s.at for s in steps)


def test_the_unit_sees_nothing_of_a_secret_visit(played: Played) -> None:
    hidden = inspections().filter(hidden_from_unit())
    assert hidden.exists()
    for row in hidden.select_related("unit"):
        account = Account(role="inspected_unit", unit_code=row.unit.code, is_active=True)
        assert not Inspection.objects.visible_to(account).filter(pk=row.pk).exists()
        assert not row.steps.filter(verb="announce_visit").exists()


def test_the_own_unit_has_a_report_to_write_and_faults_to_correct(played: Played) -> None:
    own = inspections().filter(unit__code=demonstration.OWN_UNIT)
    assert {(row.origin, row.state) for row in own} >= {
        ("roadmap", "concluded"),
        ("reinspection", "announced"),
    }
    assert own.get(state="announced").self_report.items.filter(value__isnull=False).exists()
    due = Correction.objects.for_actions().filter(unit__code=demonstration.OWN_UNIT)
    assert due.exclude(state__in=("verified", "withdrawn")).count() >= 2


def test_the_first_team_has_work_today(played: Played) -> None:
    account = Account.objects.get(username="kiem-tra")
    mine = inspections().filter(seats__account=account, seats__ended_at=None)
    assert mine.filter(state="under_way", start_date=small.TODAY).exists()
    assert mine.filter(start_date__gt=small.TODAY).exclude(state="planned").exists()


def test_reminders_went_out_in_their_time(played: Played) -> None:
    assert Reminder.objects.for_actions().exists()
    for reminder in Reminder.objects.for_actions().filter(event="overdue").select_related("correction"):
        assert timezone.localdate(reminder.at) > reminder.due_on


def test_findings_have_extent_cause_and_evidence(played: Played) -> None:
    rows = Finding.objects.for_actions().filter(inspection__plan__key=small.KEY)
    assert {"shortcoming", "result"} <= set(rows.values_list("kind", flat=True))
    assert rows.filter(extent_of__isnull=False).exists()
    assert not rows.filter(inspection__state="concluded", kind="shortcoming", cause_kind="").exists()
    assert Evidence.objects.for_actions().filter(finding__in=rows).exists()


def test_playing_again_adds_nothing(played: Played) -> None:
    before = (inspections().count(), audit.verify().entries)
    assert demonstration.play_sample(today=small.TODAY, now=small.NOW) == Played()
    assert (inspections().count(), audit.verify().entries) == before


@pytest.mark.parametrize("username", ["ke-hoach", "lanh-dao", "kiem-tra", "don-vi", "thu-truong", "van-thu"])
def test_everybody_finds_work_on_the_first_page(played: Played, username: str) -> None:
    client = Client()
    client.force_login(Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    assert client.get("/work/").status_code == 200
