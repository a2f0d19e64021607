"""The pages over everything, for each role: what waits, the week, what is late, the meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lotrinh.office.accounts.models import Account
from lotrinh.office.dashboards import queries
from lotrinh.office.followup.actions.ask_extension import ask_extension
from lotrinh.office.inspections.limits import set_deadlines
from lotrinh.office.inspections.models import Conflict, Deadline, Inspection
from lotrinh.office.platform.models import Digest, OfficialPaper
from lotrinh.office.platform.roles import roles
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db
PATHS = ("/work/", "/week/", "/overdue/", "/meeting/")


@pytest.fixture
def signed_in(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def work(account: Account, today: date | None = None) -> dict[str, list[str]]:
    """Section → what its lines say."""
    found = queries.work_of(account, today or timezone.localdate())
    return {one.key: [shown.line.what for shown in one.lines] for one in found if one.key != "messages"}


@pytest.mark.parametrize("role", list(roles()))
def test_every_role_has_its_empty_day(role: str, signed_in: Callable[..., Client]) -> None:
    client = signed_in(factories.make_account(role))
    page = client.get("/work/").content.decode()
    assert "Hôm nay không có việc nào đang chờ" in page
    for path in PATHS[1:]:
        answer = client.get(path)
        allowed = "read_inspections" in roles()[role].verbs
        office = role in ("planner", "leader", "clerk", "auditor")
        wanted = 200 if allowed and (path != "/meeting/" or office) else 403
        assert answer.status_code == wanted, (role, path)


def test_a_member_of_a_team_sees_his_visits_and_what_he_has_to_write() -> None:
    head, member = factories.make_account("inspector"), factories.make_account("inspector")
    today = date(2020, 8, 18)
    factories.make_inspection("prepared", head=head, member=member)
    factories.make_inspection("under_way", head=head, unit=factories.make_unit("hn.d004"))
    visited = factories.make_inspection(
        "visited", head=head, member=member, unit=factories.make_unit("hn.d005")
    )
    set_deadlines(visited, "visit_ended", date(2020, 8, 14), factories.NOW)
    factories.make_inspection("minuted", head=head, unit=factories.make_unit("hn.d006"))
    mine = work(head, today)
    assert mine["visits"] == ["Kiểm tra hôm nay", "Kiểm tra hôm nay"]
    assert sorted(mine["team"]) == sorted(
        ["Ghi tiếp kết quả kiểm tra", "Ký biên bản", "Trình báo cáo của đoàn"]
    )
    assert "team" not in work(member, today), "a member signs and hands in nothing"
    minutes = next(
        shown
        for one in queries.work_of(head, today)
        for shown in one.lines
        if shown.line.what == "Ký biên bản"
    )
    assert minutes.tone == "bad" and minutes.late == 1


def test_a_unit_sees_its_self_report_and_what_to_correct() -> None:
    unit = factories.make_account("inspected_unit")
    announced = factories.make_inspection("announced")
    set_deadlines(announced, "visit_start", announced.start_date, factories.NOW)
    correction = orders.concluded(inspection=orders.reported())[0]
    found = queries.work_of(unit, date(2020, 8, 14))
    lines = {shown.line.what: shown for one in found for shown in one.lines}
    report = lines["Ghi và nộp báo cáo tự kiểm tra"]
    # Three working days before Tuesday 18 August 2020 is Thursday 13.
    assert report.line.due_on == date(2020, 8, 13) and report.tone == "bad"
    assert lines["Nộp kế hoạch khắc phục"].line.url == f"/corrections/{correction.uid}/"


def test_the_office_sees_every_thing_that_waits_for_it() -> None:
    planner, unit = factories.make_account("planner"), factories.make_account("inspected_unit")
    today = date(2020, 8, 14)
    for place, state in enumerate(("planned", "team_set", "reported")):
        factories.make_inspection(state, unit=factories.make_unit(f"hn.d01{place}"))
    held = factories.make_inspection("postponed", unit=factories.make_unit("hn.d013"), held_state="team_set")
    factories.make_inspection("team_set", "unannounced", unit=factories.make_unit("hn.d014"))
    asked, told = orders.concluded(orders.order(1), orders.order(2))
    ask_extension(unit, asked, date(2020, 12, 1), "Chờ", at=orders.on(date(2020, 9, 5)))
    orders.put_in(told, "reported")
    done = factories.make_inspection("concluded", unit=factories.make_unit("hn.d015"))
    assert held.pk and done.pk
    found = work(planner, today)
    assert sorted(found["chain"]) == sorted(
        [
            "Lập đoàn",
            "Thông báo lịch kiểm tra",
            "Soạn thông báo kết luận",
            "Xếp lại lịch",
            "Kết thúc cuộc kiểm tra",
        ]
    )
    assert found["verify"] == ["Xem minh chứng, xác nhận hoặc trả lại"]
    assert found["extensions"] == ["Quyết định gia hạn: đến 01/12/2020 thay vì 15/10/2020"]
    assert "conclude" not in found


def test_a_visit_of_the_roadmap_without_an_inspection_waits_to_be_opened() -> None:
    plan = factories.make_plan()
    factories.make_roadmap(plan, [{"unit": factories.make_unit()}], [factories.team()])
    assert work(factories.make_account("planner"))["open"] == ["Mở cuộc kiểm tra từ lộ trình: 1"]
    assert "open" not in work(factories.make_account("leader"))


def test_a_leader_sees_conclusions_extensions_and_who_is_late() -> None:
    leader, unit = factories.make_account("leader"), factories.make_account("inspected_unit")
    factories.make_inspection("reported", unit=factories.make_unit("hn.d004"))
    late, asked = orders.concluded(orders.order(1), orders.order(2))
    ask_extension(unit, asked, date(2098, 12, 1), "Chờ", at=orders.on(date(2020, 9, 5)))
    assert late.due_on < timezone.localdate()
    found = work(leader)
    assert found["conclude"] == ["Ban hành kết luận"]
    assert len(found["extensions"]) == 1
    assert found["late"] == ["Kiến nghị quá hạn: 2"]


def test_a_clerk_sees_drafts_and_an_auditor_what_was_concluded_lately() -> None:
    inspection = orders.reported()
    OfficialPaper.objects.create(
        template="notice-inspection", template_digest="t", owner_type="inspections.inspection",
        owner_id=str(inspection.pk), body="hn.d001", symbol="TB-SNV", year=2020, subject="Thông báo",
        drafted_at=factories.NOW,
    )  # fmt: skip
    orders.concluded(inspection=inspection)
    clerk, today = factories.make_account("clerk"), orders.CONCLUDED.date()
    assert work(clerk, today)["papers"] == ["Vào số, ký: TB-SNV"]
    for role in ("auditor", "appraiser"):
        assert work(factories.make_account(role), today)["lately"] == ["Đã kết luận"]
        assert "lately" not in work(factories.make_account(role), today + timedelta(days=31))


def test_an_administrator_sees_mails_that_are_unsure() -> None:
    account = factories.make_account("administrator")
    Digest.objects.create(account=account, day=date(2020, 8, 1), state=Digest.UNSURE)
    assert work(account)["mail"] == ["Thư chưa rõ đã gửi được hay chưa: 1"]


def test_conflicts_are_for_the_team_and_the_office() -> None:
    head, planner = factories.make_account("inspector"), factories.make_account("planner")
    inspection = factories.make_inspection("under_way", head=head)
    command = inspection.commands.model.objects.create(
        uid="00000000-0000-0000-0000-000000000001", inspection=inspection, account=head, kind="answer",
        payload={}, outcome="conflict", at=factories.NOW,
    )  # fmt: skip
    Conflict.objects.create(
        inspection=inspection, command=command, target={}, base_revision=1, mine={}, mine_by=head, theirs={},
        at=factories.NOW,
    )  # fmt: skip
    assert "Chọn bản đúng ở chỗ hai người ghi khác nhau" in work(head)["team"]
    assert work(planner)["conflicts"] == ["Hai người ghi khác nhau cùng một chỗ"]


def test_the_week_shows_teams_and_days(signed_in: Callable[..., Client]) -> None:
    factories.make_inspection("prepared", start=date(2020, 8, 18))
    saturday = factories.make_inspection(
        "planned", unit=factories.make_unit("hn.d004"), start=date(2020, 8, 22)
    )
    factories.make_inspection("planned", unit=factories.make_unit("hn.d005"), start=date(2020, 8, 24))
    week = queries.week_of(factories.make_account("planner"), date(2020, 8, 17))
    assert (week.name, week.before, week.after, week.count) == ("2020-W34", "2020-W33", "2020-W35", 2)
    assert [d.isoformat() for d in week.days][-1] == "2020-08-22"
    assert [len(day) for day in week.rows[0].days] == [0, 1, 0, 0, 0, 1]
    assert week.rows[0].days[5][0].row == saturday
    client = signed_in(factories.make_account("planner"))
    page = client.get("/week/?week=2020-W34").content.decode()
    assert "T3 18/8" in page and "Đã chuẩn bị câu hỏi" in page
    for query in ("week=2020-W99", "week=x", "week=0000-W01", "team=%00", "team=khong-co"):
        assert client.get(f"/week/?{query}").status_code == 200


# Monday of the ISO week: 1 January 2021 is a Friday of week 53 of 2020.
@pytest.mark.parametrize(
    ("text", "monday"), [("2020-W53", "2020-12-28"), ("2021-W01", "2021-01-04"), ("", "2020-08-17")]
)
def test_weeks_are_those_of_iso_8601(text: str, monday: str) -> None:
    assert queries.monday_of(text, date(2020, 8, 19)).isoformat() == monday


def test_what_is_overdue_names_who_has_to_act() -> None:
    planner, unit = factories.make_account("planner"), factories.make_account("inspected_unit")
    announced = factories.make_inspection("announced")
    set_deadlines(announced, "visit_start", announced.start_date, factories.NOW)
    visited = factories.make_inspection("visited", head=factories.make_account("inspector", "Trần Trưởng"))
    set_deadlines(visited, "visit_ended", date(2020, 8, 18), factories.NOW)
    orders.concluded(inspection=orders.reported())
    today = date(2020, 11, 2)
    found = queries.overdue_of(planner, today)
    who = {late.what: late.who for late in found.limits}
    assert who["Ký biên bản sau khi kiểm tra xong"] == "Trưởng đoàn: Trần Trưởng"
    assert who["Nộp báo cáo tự kiểm tra trước ngày kiểm tra"] == announced.unit.name
    assert [(late.who, late.days) for late in found.corrections] == [(announced.unit.name, 18)]
    own = queries.overdue_of(unit, today)
    assert {late.who for late in own.limits} == {announced.unit.name}, "limits of the team are not the unit's"
    Deadline.objects.update(met_on=date(2020, 8, 19))
    assert queries.overdue_of(planner, today).limits == ()


def test_the_meeting_counts(signed_in: Callable[..., Client]) -> None:
    planner = factories.make_account("planner")
    factories.make_inspection("planned", unit=factories.make_unit("hn.d004"), start=date(2020, 9, 3))
    factories.make_inspection("announced", unit=factories.make_unit("hn.d005"), start=date(2020, 8, 3))
    factories.make_inspection("visited", unit=factories.make_unit("hn.d006"))
    factories.make_inspection("stopped", unit=factories.make_unit("hn.d007"), held_state="planned")
    orders.concluded(orders.order(1), orders.order(2))
    found = queries.meeting_of(planner, orders.CONCLUDED.date())
    assert (found.planned, found.done, found.late, found.concluded, found.concluded_now) == (5, 2, 1, 1, 1)
    assert (found.open, found.overdue, found.verified) == (2, 0, 0)
    assert [v.row.unit.code for v in found.now] == ["hn.d004"]
    late = queries.meeting_of(planner, date(2020, 11, 2))
    assert late.overdue == 2 and [(u.code, u.overdue) for u in late.units] == [(factories.UNIT_BODY, 2)]
    page = signed_in(planner).get("/meeting/").content.decode()
    assert "Giao ban tuần" in page and "data-print" in page


def test_an_unannounced_inspection_is_nowhere_on_the_inspected_side(signed_in: Callable[..., Client]) -> None:
    unit, head = factories.make_account("inspected_unit"), factories.make_account("inspector")
    today = timezone.localdate()
    states = ("planned", "team_set", "prepared")
    for state in states:
        hidden = factories.make_inspection(state, "unannounced", head=head, start=today)
        Deadline.objects.create(
            inspection=hidden,
            key="self_report",
            due_on=today - timedelta(days=2),
            reason={},
            set_at=factories.NOW,
        )
    client = signed_in(unit)
    for path in PATHS[:3]:
        answer = client.get(path)
        text = answer.content.decode()
        assert "đột xuất" not in text and "/inspections/" not in text.split("<main")[1], path
    assert queries.overdue_of(unit, today).limits == ()
    assert queries.week_of(unit, today - timedelta(days=today.weekday())).count == 0
    for account in (head, factories.make_account("planner")):
        assert queries.week_of(account, today - timedelta(days=today.weekday())).count == len(states)
    stranger = factories.make_account("inspector")
    assert queries.week_of(stranger, today - timedelta(days=today.weekday())).count == 0


def fill(number: int, head: Account) -> None:
    """A unit with inspections in every state and corrective actions."""
    unit = factories.make_unit(f"hn.d1{number:02d}")
    for state in factories.CHAIN[:9]:
        made: Inspection = factories.make_inspection(state, unit=unit, head=head, start=timezone.localdate())
        for event in ("visit_start", "visit_ended", "reported"):
            set_deadlines(made, event, date(2020, 8, 18), datetime(2020, 8, 1, tzinfo=UTC))
    inspection = orders.reported(unit=unit, head=head)
    orders.concluded(*(orders.order(n, unit_code=unit.code) for n in range(1, 4)), inspection=inspection)


@pytest.mark.parametrize("role", ["planner", "leader", "inspector", "inspected_unit", "clerk", "auditor"])
def test_pages_take_a_constant_number_of_queries(role: str, signed_in: Callable[..., Client]) -> None:
    unit = {"unit_code": "hn.d101"} if role == "inspected_unit" else {}
    account = factories.make_account(role, **unit)
    head = account if role == "inspector" else factories.make_account("inspector")
    client = signed_in(account)

    def counted() -> dict[str, int]:
        found: dict[str, Any] = {}
        for path in PATHS:
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            found[path] = len(asked)
        return found

    fill(1, head)
    few = counted()
    for number in range(2, 5):
        fill(number, head)
    assert counted() == few
