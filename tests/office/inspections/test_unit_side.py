"""What the inspected unit reads once the minutes are signed, and what stays the team's."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from lotrinh.office.inspections.models import Evidence, Finding
from lotrinh.office.inspections.papers.permissions import papers_of
from lotrinh.office.inspections.queries.findings import finding_sheet
from lotrinh.office.platform.models import StoredFile
from tests.office.inspections.factories import ask, find, make_account, make_inspection, sign

pytestmark = pytest.mark.django_db


def stored() -> StoredFile:
    return StoredFile.objects.create(
        sha256="0" * 64, size=1, content_type="text/plain", name="a.txt", brought_at=timezone.now()
    )


def test_a_finding_that_was_taken_back_is_the_teams() -> None:
    inspection, unit = make_inspection("visited"), make_account("inspected_unit")
    kept, gone = find(inspection), find(inspection)
    Finding.objects.for_actions().filter(pk=gone.pk).update(withdrawn_at=timezone.now())
    type(inspection).objects.for_actions().filter(pk=inspection.pk).update(state="minuted")
    assert list(Finding.objects.visible_to(unit)) == [kept]
    assert Finding.objects.visible_to(make_account("planner")).count() == 2
    assert finding_sheet(unit, kept.uid).revisions == ()


def test_evidence_of_a_question_alone_is_the_teams() -> None:
    inspection, unit = make_inspection("visited"), make_account("inspected_unit")
    question, finding = ask(inspection, "niem-yet"), find(inspection)
    values: dict[str, Any] = {"inspection": inspection, "file": stored(), "at": timezone.now()}
    Evidence.objects.for_actions().create(question=question, **values)
    shown = Evidence.objects.for_actions().create(finding=finding, **values)
    type(inspection).objects.for_actions().filter(pk=inspection.pk).update(state="minuted")
    assert list(Evidence.objects.visible_to(unit)) == [shown]
    assert Evidence.objects.visible_to(make_account("planner")).count() == 2


def test_a_signed_conclusion_is_read_once_it_is_issued() -> None:
    inspection, unit = make_inspection("reported"), make_account("inspected_unit")
    sign(inspection, "conclusion")
    assert not papers_of(unit, inspection).filter(template="conclusion").exists()
    type(inspection).objects.for_actions().filter(pk=inspection.pk).update(state="concluded")
    inspection.state = "concluded"
    assert papers_of(unit, inspection).filter(template="conclusion").exists()
