"""Re-inspection: a new inspection with its questions; an unannounced one stays unknown to the unit."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.models import Account
from lotrinh.office.followup.actions.order_reinspection import Days, order_reinspection
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.inspections.models import Inspection, Question
from lotrinh.office.platform.models import Message
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db
DAYS = Days(date(2020, 11, 3), date(2020, 11, 3))
AT = orders.on(date(2020, 10, 20))


def ordered(form: str = "direct", **values: object) -> tuple[Correction, Inspection]:
    inspection = orders.reported()
    finding = factories.find(inspection, "Hồ sơ trễ hạn không có thư xin lỗi")
    correction = orders.concluded(orders.order(findings=(finding.uid,)), inspection=inspection)[0]
    planner = factories.make_account("planner")
    return correction, order_reinspection(
        planner, correction, "Quá hạn, chưa báo cáo", DAYS, form=form, at=AT
    )


def told(account: Account) -> list[str]:
    return [m.subject["vi"] + m.text["vi"] for m in Message.objects.filter(account=account)]


def test_it_opens_an_inspection_of_the_same_unit_with_a_question_for_each_finding() -> None:
    unit = factories.make_account("inspected_unit")
    correction, made = ordered()
    assert (made.unit, made.origin, made.state, made.plan) == (
        correction.unit, "reinspection", "planned", correction.inspection.plan
    )  # fmt: skip
    assert made.reinspects == correction.inspection
    assert orders.fresh(correction).reinspection == made
    question = Question.objects.for_actions().get(inspection=made)
    assert "Hồ sơ trễ hạn không có thư xin lỗi" in question.text["vi"]
    assert (question.origin, question.kind) == ("finding", "yes_no")
    assert question.item["answer"] == "yes_no"
    assert [s.role for s in made.seats.all()] == ["head", "secretary", "member"]
    assert any("phúc tra ngày 03/11/2020" in said for said in told(unit))


def test_an_unannounced_one_is_unknown_to_the_unit_until_it_begins(client: Client) -> None:
    unit = factories.make_account("inspected_unit")
    correction, made = ordered("unannounced")
    assert not any("Quá hạn" in said or "phúc tra" in said for said in told(unit))
    client.force_login(unit, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/corrections/{correction.uid}/"
    for path in (
        address,
        "/corrections/",
        "/corrections/export.xlsx",
        "/work/",
        "/week/?week=2020-W45",
        "/overdue/",
    ):
        answer = client.get(path)
        text = answer.content.decode("utf-8", "ignore")
        assert answer.status_code == 200, path
        for secret in ("03/11/2020", "Quá hạn, chưa báo cáo", str(made.uid), "Yêu cầu phúc tra"):
            assert secret not in text, (path, secret)
    assert not CorrectionEntry.objects.visible_to(unit).filter(verb="order_reinspection").exists()
    planner = factories.make_account("planner")
    assert CorrectionEntry.objects.visible_to(planner).filter(verb="order_reinspection").exists()
    Inspection.objects.for_actions().filter(pk=made.pk).update(state="under_way")
    assert "03/11/2020" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("days", "form", "field"),
    [
        (Days(None, None), "direct", "start"),
        (Days(date(2020, 11, 3), date(2020, 11, 2)), "direct", "start"),
        (Days(date(2020, 10, 19), date(2020, 10, 19)), "direct", "start"),
        (DAYS, "by-telephone", "form"),
    ],
)
def test_wrong_days_and_forms_are_told(days: Days, form: str, field: str) -> None:
    correction = orders.concluded()[0]
    with pytest.raises(Faults) as caught:
        order_reinspection(factories.make_account("planner"), correction, "x", days, form=form, at=AT)
    assert [f.where for f in caught.value.faults] == [field]
    assert Inspection.objects.for_actions().filter(origin="reinspection").count() == 0


def test_one_reinspection_at_a_time() -> None:
    correction, made = ordered()
    with pytest.raises(Faults, match="is not over yet"):
        order_reinspection(factories.make_account("leader"), correction, "Lại", DAYS, at=AT)
    Inspection.objects.for_actions().filter(pk=made.pk).update(state="stopped")
    order_reinspection(factories.make_account("leader"), correction, "Lại", DAYS, at=AT)
    assert Inspection.objects.for_actions().filter(reinspects=correction.inspection).count() == 2
