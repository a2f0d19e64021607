"""The exports as they leave the server: who gets which visits in which file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pypdf
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from lotrinh.office.planning.actions.make_feed import make_feed, revoke_feed
from lotrinh.office.planning.models import Plan, Roadmap, TeamSeat, Visit
from lotrinh.office.registry.models import Register, Sector, Unit

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 8, 3, 9, 0, tzinfo=UTC)
SHOWN, HIDDEN = "Sở Tài nguyên và Môi trường", "Phường Phúc Xá"


@pytest.fixture
def roadmap(make_account: Callable[..., Any]) -> Roadmap:
    """An adopted roadmap of one announced and one unannounced visit, both of team t1, and a unit left out."""
    register = Register.objects.create(key="r", name_vi="Sổ", name_en="Register", valid_from=date(2020, 1, 1))
    units = {c: _unit(register, c, n, k) for c, n, k in _UNITS}
    units["u1"].sectors.add(Sector.objects.create(key="environment", name_vi="Môi trường"))
    plan = Plan.objects.create(
        key="p", number="155/KH-UBND", title="Kế hoạch", issued_on=date(2020, 7, 27),
        period_start=date(2020, 8, 1), period_end=date(2020, 12, 31), register=register, digest="d",
        definition={
            "authority": {"vi": "Ủy ban nhân dân thành phố Hà Nội"}, "focus": {"fields": ["environment"]},
            "teams": [{"id": "t1", "name": {"vi": "Đoàn 1", "en": "Team 1"}}],
        },
    )  # fmt: skip
    leader = make_account("leader")
    made = Roadmap.objects.for_actions().create(
        plan=plan, version=1, status="draft", digest="x", created_at=NOW, problem=_problem(),
        answer=_answer(), total=10.0, bound=10.5, gap=0.05,
    )  # fmt: skip
    for code, announced in (("u1", True), ("u2", False)):
        Visit.objects.for_actions().create(
            roadmap=made, unit=units[code], team_id="t1", start_date=date(2020, 8, 11),
            end_date=date(2020, 8, 11), start_part="am" if announced else "pm",
            end_part="am" if announced else "pm", announced=announced,
            reasons=[{"code": "risk", "vi": "Rủi ro cao.", "en": "High risk."}],
        )  # fmt: skip
    rows = Roadmap.objects.for_actions().filter(pk=made.pk)
    rows.update(status="adopted", adopted_by=leader, adopted_at=NOW)
    return rows.get()


_UNITS = (("u1", SHOWN, "department"), ("u2", HIDDEN, "commune"), ("u3", "Sở Nội vụ", "department"))


def _unit(register: Register, code: str, name: str, kind: str) -> Unit:
    unit = Unit(code=code, register=register, kind=kind, valid_from=date(2020, 1, 1))
    unit.name_it(name)
    unit.save()
    return unit


def _problem() -> dict[str, Any]:
    members = [{"name": "Nguyễn Văn An", "body": "u3", "fields": [], "role": "head"}]
    units = [{"code": c, "name": n, "kind": k, "parent": None} for c, n, k in _UNITS]
    return {"teams": [{"id": "t1", "name": "Đoàn số 1", "members": members}], "units": units}


def _answer() -> dict[str, Any]:
    reason = {"code": "capacity", "vi": "Hết buổi trống.", "en": "No half day left."}
    return {
        "status": "feasible",
        "left_out": [{"unit": "u3", "reasons": [reason]}],
        "objective": {"risk": 1.0},
    }


def _sheets(written: bytes) -> dict[str, str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    return {name: str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}


def test_a_planner_gets_the_whole_workbook(roadmap: Roadmap, client_as: Callable[..., Client]) -> None:
    answer = client_as("planner").get(f"/roadmaps/{roadmap.pk}/export.xlsx")
    assert answer.status_code == 200
    sheets = _sheets(answer.content)
    assert SHOWN in sheets["Lộ trình"] and HIDDEN in sheets["Lộ trình"] and "Môi trường" in sheets["Lộ trình"]
    assert "Hết buổi trống." in sheets["Không chọn"]
    assert "lo-trinh-p-v1.xlsx" in answer.headers["Content-Disposition"]


def test_headings_follow_the_readers_language(roadmap: Roadmap, client_as: Callable[..., Client]) -> None:
    client = client_as("planner", language="en")
    client.cookies["lotrinh_language"] = "en"
    assert "Roadmap" in _sheets(client.get(f"/roadmaps/{roadmap.pk}/export.xlsx").content)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_annex_never_tells_of_an_unannounced_visit(
    roadmap: Roadmap, client_as: Callable[..., Client], form: str
) -> None:
    answer = client_as("leader").get(f"/roadmaps/{roadmap.pk}/export.{form}")
    assert answer.status_code == 200
    if form == "pdf":
        text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
        words = " ".join(text.split())
        assert SHOWN in words and "Lộ trình gồm 1 cuộc" in words
        assert HIDDEN not in words and "Đột xuất" not in words


@pytest.mark.parametrize("role", ["inspected_unit", "appraiser", "administrator"])
def test_others_get_no_export(roadmap: Roadmap, client_as: Callable[..., Client], role: str) -> None:
    assert client_as(role).get(f"/roadmaps/{roadmap.pk}/export.xlsx").status_code == 403


def test_an_unknown_form_is_no_page(roadmap: Roadmap, client_as: Callable[..., Client]) -> None:
    assert client_as("planner").get(f"/roadmaps/{roadmap.pk}/export.csv").status_code == 404


def test_the_feed_of_a_team_until_it_is_revoked(
    roadmap: Roadmap, make_account: Callable[..., Any], client: Client
) -> None:
    inspector = make_account("inspector")
    TeamSeat.objects.create(plan=roadmap.plan, team_id="t1", account=inspector)
    feed, token = make_feed(inspector, roadmap.plan, "t1", at=NOW)
    answer = client.get(f"/feeds/{token}.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert sorted(str(e["location"]) for e in events) == [HIDDEN, SHOWN]
    assert "Rủi ro cao." in str(events[0]["description"])
    revoke_feed(inspector, feed, at=NOW)
    assert client.get(f"/feeds/{token}.ics").status_code == 404
    assert client.get("/feeds/guess.ics").status_code == 404
