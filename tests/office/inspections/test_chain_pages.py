"""Pages of the chain: found, filtered, in a constant number of queries, and silent about what is hidden."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lotrinh.office.inspections.actions.announce_visit import announce_visit
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.registry.panels import panels_of
from lotrinh.office.registry.searching import search_everywhere
from tests.office.inspections import factories as make

pytestmark = pytest.mark.django_db
UNIT_SIDE = ("inspected_unit", "unit_head")


def queries_for(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def many(count: int, start: int = 30) -> list[Inspection]:
    units = [make.make_unit(f"hn.d{start + n:03d}", f"Sở Nhiều {n}") for n in range(count)]
    return [
        make.make_inspection("announced", unit=unit, start=make.DAY + make.days(n))
        for n, unit in enumerate(units)
    ]


def test_the_list_asks_the_same_number_of_questions_for_few_and_for_many(client_as: Any) -> None:
    client = client_as("planner")
    many(2)
    few = queries_for(client, "/inspections/")
    many(12, start=60)
    assert queries_for(client, "/inspections/") == few
    assert few < 15


def test_the_overview_does_not_ask_more_for_a_longer_history(client_as: Any) -> None:
    client = client_as("planner")
    short, long = make.make_inspection("announced"), make.make_inspection("announced")
    for _n in range(5):
        client.post(f"/inspections/{long.uid}/steps/pause/", {"reason": "x"})
        client.post(f"/inspections/{long.uid}/steps/resume/")
    one, other = (queries_for(client, f"/inspections/{i.uid}/") for i in (short, long))
    assert one == other < 45


def test_the_list_is_cut_down_by_words_state_phase_team_form_and_week(client_as: Any) -> None:
    client = client_as("planner")
    make.make_inspection("announced", unit=make.make_unit("hn.d030", "Sở Xây dựng"))
    make.make_inspection(
        "under_way", "digital", unit=make.make_unit("hn.d031", "Sở Y tế"), start=make.DAY + make.days(14)
    )

    def shown(query: str) -> set[str]:
        page = client.get(f"/inspections/?{query}").content.decode()
        return {name for name in ("Sở Xây dựng", "Sở Y tế") if f">{name}</a>" in page}

    assert shown("") == {"Sở Xây dựng", "Sở Y tế"}
    assert shown("words=xay dung") == {"Sở Xây dựng"}
    assert shown("state=under_way") == shown("phase=during") == shown("form=digital") == {"Sở Y tế"}
    assert shown("week=2020-W34") == {"Sở Xây dựng"} and shown("week=2020-W36") == {"Sở Y tế"}
    assert shown("team=doan-9") == set() and shown(f"plan={make.PLAN}&team=doan-1") == shown("")
    for odd in ("week=2020-W99", "week=x", "state=%00", "phase=zzz", "page=999", "words=%25"):
        assert client.get(f"/inspections/?{odd}").status_code == 200


def test_the_overview_says_what_comes_next_and_what_it_needs(client_as: Any) -> None:
    inspection = make.make_inspection("planned")
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state="team_set")
    page = client_as("planner").get(f"/inspections/{inspection.uid}/").content.decode()
    assert "Quyết định thành lập đoàn chưa ký" in page and "Thông báo lịch kiểm tra" in page
    assert "Thông báo chậm nhất ngày 13/08/2020" in page
    leader = client_as("leader").get(f"/inspections/{inspection.uid}/").content.decode()
    assert "Việc này do: Bộ phận CCHC, Sở Nội vụ" in leader


@pytest.mark.parametrize("role", ["planner", "leader", "inspector", "inspected_unit", "clerk", "auditor"])
def test_every_page_opens_in_every_state_for_whoever_may(client_as: Any, role: str) -> None:
    client = client_as(role, **({"unit_code": make.UNIT_BODY} if role == "inspected_unit" else {}))
    seat = {"head": client.account} if role == "inspector" else {}
    for state in (*make.CHAIN, "postponed", "paused", "stopped"):
        held = "announced" if state in ("postponed", "paused", "stopped") else ""
        inspection = make.make_inspection(state, held_state=held, **seat)
        for part in ("", "team/", "self-report/", "questions/"):
            answer = client.get(f"/inspections/{inspection.uid}/{part}")
            assert answer.status_code in (200, 404), (role, state, part, answer.status_code)
        assert client.get(f"/inspections/{inspection.uid}/").status_code == 200


def test_in_english_no_vietnamese_word_of_ours_is_left(client_as: Any) -> None:
    inspection = make.make_inspection("announced", unit=make.make_unit("hn.d030", "Department X"))
    client = client_as("planner")
    client.cookies["lotrinh_language"] = "en"
    page = client.get(f"/inspections/{inspection.uid}/").content.decode()
    assert "Next step" in page and "Đã thông báo" not in page and "Announced" in page


def told(client: Any, unit: Any) -> dict[str, Any]:
    """Everything that the inspected side can read: pages, counts, search, panel."""
    pages = {}
    for address in (
        "/inspections/",
        f"/inspections/?words={unit.name}",
        "/inspections/?form=unannounced",
        "/inspections/?phase=before",
        f"/units/{unit.code}/",
        f"/search/?q={unit.name}",
        "/today/",
        f"/inspections/limits/{make.PLAN}/",
        "/messages/",
    ):
        answer = client.get(address)
        pages[address] = (answer.status_code, without_tokens(answer.content.decode()))
    groups = {g.key: [h.url for h in g.hits] for g in search_everywhere(client.account, unit.name)}
    panels = [str(p.title) for p in panels_of(client.account, unit)]
    return {"pages": pages, "search": groups, "panels": panels}


def without_tokens(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "csrf" not in line)


@pytest.mark.parametrize("role", UNIT_SIDE)
@pytest.mark.parametrize(
    ("state", "held"),
    [("planned", ""), ("team_set", ""), ("prepared", ""), ("postponed", "team_set"), ("paused", "prepared"),
     ("stopped", "planned")],
)  # fmt: skip
def test_with_and_without_a_hidden_inspection_everything_is_identical(
    client_as: Any, role: str, state: str, held: str
) -> None:
    unit = make.make_unit()
    make.make_inspection("concluded", unit=unit)
    client = client_as(role, unit_code=unit.code)
    before = told(client, unit)
    hidden = make.make_inspection(
        state, "unannounced", unit=unit, held_state=held, start=make.DAY + make.days(3)
    )
    assert told(client, unit) == before
    assert len(before["search"]["inspections"]) == 1
    for part in ("", "team/", "self-report/", "self-report/form.docx", "questions/", "steps/postpone/"):
        assert client.get(f"/inspections/{hidden.uid}/{part}").status_code == 404, part


@pytest.mark.parametrize("role", UNIT_SIDE)
def test_from_the_moment_it_begins_the_unit_sees_it_and_nothing_of_the_preparation(
    client_as: Any, role: str
) -> None:
    inspection = make.make_inspection("under_way", "unannounced")
    inspection.steps.create(
        verb="set_up_team", before="planned", after="team_set", at=make.NOW, reason="bí mật"
    )
    page = client_as(role, unit_code=make.UNIT_BODY).get(f"/inspections/{inspection.uid}/")
    assert page.status_code == 200 and "bí mật" not in page.content.decode()


def test_a_unit_sees_its_own_and_no_other(client_as: Any, make_account: Any) -> None:
    own = make.make_inspection("team_set")
    other = make.make_inspection("announced", unit=make.make_unit("hn.d050", "Sở Khác"))
    announce_visit(make_account("planner"), own, at=make.NOW)
    client = client_as("inspected_unit", unit_code=make.UNIT_BODY)
    page = client.get("/inspections/").content.decode()
    assert str(own.uid) in page and str(other.uid) not in page
    assert client.get(f"/inspections/{other.uid}/").status_code == 404


def test_an_inspector_sees_what_he_sits_in_and_concluded_ones(client_as: Any) -> None:
    client = client_as("inspector")
    mine, others = make.make_inspection("team_set", head=client.account), make.make_inspection("team_set")
    done = make.make_inspection("concluded")
    page = client.get("/inspections/").content.decode()
    assert str(mine.uid) in page and str(done.uid) in page and str(others.uid) not in page


def test_a_small_form_opens_in_the_drawer_and_as_a_page(client_as: Any) -> None:
    inspection = make.make_inspection("team_set")
    client, address = client_as("planner"), f"/inspections/{inspection.uid}/steps/postpone/"
    assert b"<html" in client.get(address).content
    drawer = client.get(address, headers={"X-Drawer": "1", "HX-Request": "true"}).content
    assert b"<html" not in drawer and address.encode() in drawer
    assert client_as("clerk").get(address).status_code == 403
