"""What inspections learn from corrections: questions of overdue ones, what mended findings; letters."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.office.followup.actions.remind_unit import remind_unit
from lotrinh.office.followup.actions.report_done import report_done
from lotrinh.office.followup.actions.verify_correction import verify_correction
from lotrinh.office.followup.models import Correction, Reminder
from lotrinh.office.inspections.questioning import asked_of_sources
from lotrinh.office.inspections.similar import mended_by
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.registry.models import Succession
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db


def test_overdue_corrections_become_questions_of_the_next_inspection() -> None:
    late, fine = orders.concluded(orders.order(1), orders.order(2, due_on=date(2021, 12, 1)))
    following = factories.make_inspection("prepared", start=date(2021, 3, 2))
    asked = [p for p in asked_of_sources(following, orders.on(date(2021, 3, 1))) if p.origin == "task"]
    assert [p.subject for p in asked] == [str(late.uid)]
    assert "quá hạn từ 15/10/2020" in asked[0].vi and asked[0].item()["answer"] == "yes_no"
    assert not [p for p in asked_of_sources(following, orders.on(date(2020, 10, 15))) if p.origin == "task"]
    assert str(fine.uid) not in {p.subject for p in asked_of_sources(following, orders.on(date(2021, 3, 1)))}


def test_the_heir_of_a_unit_is_asked_as_well() -> None:
    correction = orders.concluded()[0]
    heir = factories.make_unit("hn.d008")
    Succession.objects.create(
        predecessor=correction.unit, successor=heir, date=date(2021, 1, 1), extent="whole"
    )
    following = factories.make_inspection("prepared", unit=heir, start=date(2021, 3, 2))
    asked = asked_of_sources(following, orders.on(date(2021, 3, 1)))
    assert str(correction.uid) in {p.subject for p in asked}


def test_what_mended_a_finding_is_told_to_who_may_see_it() -> None:
    unit, planner = factories.make_account("inspected_unit"), factories.make_account("planner")
    inspection = orders.reported()
    finding = factories.find(inspection)
    correction = orders.concluded(orders.order(findings=(finding.uid,)), inspection=inspection)[0]
    assert not mended_by(planner, [finding.pk])[finding.pk][0].verified
    report_done(
        unit, correction, "Lắp bảng niêm yết điện tử", [orders.proof()], at=orders.on(date(2020, 9, 25))
    )
    verify_correction(planner, correction, "Đã xem", at=orders.on(date(2020, 9, 28)))
    mended = mended_by(planner, [finding.pk])[finding.pk][0]
    assert (mended.text, mended.verified, mended.done_on) == (
        "Lắp bảng niêm yết điện tử",
        True,
        date(2020, 9, 25),
    )
    assert mended.url == f"/corrections/{correction.uid}/"
    stranger = factories.make_account("inspected_unit", unit_code="hn.d009")
    assert mended_by(stranger, [finding.pk]) == {}


def test_a_letter_of_reminder_names_all_that_is_owed() -> None:
    planner, unit = factories.make_account("planner"), factories.make_account("inspected_unit")
    late, soon, far, done = orders.concluded(
        orders.order(1, task="Việc quá hạn"),
        orders.order(2, task="Việc sắp đến hạn", due_on=date(2020, 10, 23)),
        orders.order(3, task="Việc còn lâu", due_on=date(2020, 12, 30)),
        orders.order(4, task="Việc đã báo cáo"),
    )
    report_done(unit, done, "Xong", [orders.proof()], at=orders.on(date(2020, 9, 25)))
    remind_unit(planner, late, "Đề nghị khẩn trương", at=orders.on(date(2020, 10, 20)))
    paper = OfficialPaper.objects.get(template="reminder")
    assert Reminder.objects.for_actions().get(event="letter").paper == paper
    assert paper.state == "draft" and paper.number is None and paper.symbol == "SNV-CCHC"
    said = paper.context
    assert [(row["task"], row["days_late"]) for row in said["overdue"]] == [("Việc quá hạn", 5)]
    assert [row["task"] for row in said["due_soon"]] == ["Việc sắp đến hạn"]
    # Five working days after Tuesday 20 October 2020 is Tuesday 27.
    assert said["reply_due"] == "2020-10-27" and far.pk and soon.pk
    assert paper.docx is not None and paper.pdf is not None
    remind_unit(planner, late, at=orders.on(date(2020, 10, 21)))
    assert Reminder.objects.for_actions().filter(event="letter").count() == 2, "letters may be given again"
    assert Correction.objects.for_actions().get(pk=late.pk).state == "assigned"


def test_a_letter_to_another_body_than_the_inspected_one_names_that_body() -> None:
    other = factories.make_unit("hn.d006", "Sở Phối Hợp")
    mine, theirs = orders.concluded(orders.order(1), orders.order(2, unit_code=other.code, task="Phối hợp"))
    planner, at = factories.make_account("planner"), orders.on(date(2020, 10, 20))
    remind_unit(planner, mine, at=at)
    remind_unit(planner, theirs, at=at)
    papers = {p.context["unit"]["name"]: p for p in OfficialPaper.objects.filter(template="reminder")}
    assert set(papers) == {mine.unit.name, "Sở Phối Hợp"}
    assert [row["task"] for row in papers["Sở Phối Hợp"].context["overdue"]] == ["Phối hợp"]
