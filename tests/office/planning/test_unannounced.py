"""An unannounced visit is invisible to the inspected side at every address of the product."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from lotrinh.office.planning import queries
from lotrinh.office.planning.models import Roadmap, Visit
from tests.office.planning import small_plan

pytestmark = pytest.mark.django_db


def every_pattern(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the product with its converters."""
    for entry in patterns or get_resolver().url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry.url_patterns, route)
        else:
            yield route, entry


def addresses(visit: Visit) -> Iterator[str]:
    """Every address with the parts of the hidden visit filled in."""
    parts = {
        "key": visit.roadmap.plan.key,
        "code": visit.unit.code,
        "pk": visit.roadmap_id,
        "visit_pk": visit.pk,
        "other": visit.roadmap_id,
        "token": "x",
        "form": "xlsx",
    }
    for route, pattern in every_pattern():
        filled = route
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            value = parts.get(
                name,
                1 if kind == "int" else "00000000-0000-0000-0000-000000000000" if kind == "uuid" else "x",
            )
            for written in (f"<{kind}:{name}>", f"<str:{name}>", f"<slug:{name}>", f"<{name}>"):
                filled = filled.replace(written, str(value))
        yield "/" + filled.replace("^", "").replace("$", "")


def text_of(content: bytes) -> str:
    """The text, also inside a zipped file."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(n).decode("utf-8", "ignore") for n in archive.namelist())
    return content.decode("utf-8", "ignore")


def test_the_inspected_unit_finds_no_trace(hidden: Visit, client_as: Callable[..., Client]) -> None:
    """Signed in as the very unit that will be visited: no address gives the day, the team or the
    visit away.
    """
    client = client_as("inspected_unit", unit_code=hidden.unit.code)
    own = f"/roadmaps/{hidden.roadmap_id}/visits/{hidden.pk}/"
    asked = 0
    for address in addresses(hidden):
        answer = client.get(address)
        asked += 1
        if answer.status_code != 200:
            assert answer.status_code in (302, 403, 404, 405), (address, answer.status_code)
            continue
        text = text_of(b"".join(answer) if answer.streaming else answer.content)
        assert own not in text, address
        for date_text in (hidden.start_date.isoformat(), f"{hidden.start_date:%d/%m/%Y}"):
            assert date_text not in text, (address, date_text)
        assert "đột xuất" not in text or address in {"/help/", "/abbreviations/"} or "plans" in address, (
            address
        )
    assert asked > 30
    assert client.get(own).status_code == 404


def test_counts_and_searches_do_not_move(
    adopted: Roadmap, hidden: Visit, client_as: Callable[..., Client]
) -> None:
    """What the inspected side reads is the same whether the hidden visit exists or not."""
    client = client_as("inspected_unit", unit_code=hidden.unit.code)
    pages = [
        f"/roadmaps/{adopted.pk}/",
        f"/roadmaps/{adopted.pk}/calendar/",
        f"/search/?q={hidden.unit.name}",
        "/today/",
    ]
    for address in pages:
        answer = client.get(address)
        assert f"visits/{hidden.pk}" not in answer.content.decode()
    board = queries.board(client.account, adopted)  # type: ignore[attr-defined]
    assert (board.visits, board.unannounced, board.teams) == (0, None, ())


def test_the_inspected_unit_sees_its_own_announced_visit_only(
    adopted: Roadmap, shown: Visit, client_as: Callable[..., Client]
) -> None:
    client = client_as("inspected_unit", unit_code=shown.unit.code)
    seen = queries.visits_of(client.account, adopted)  # type: ignore[attr-defined]
    assert [v.pk for v in seen] == [shown.pk]
    page = client.get(f"/roadmaps/{adopted.pk}/").content.decode()
    assert shown.unit.name in page
    others = Visit.objects.for_actions().filter(roadmap=adopted).exclude(pk=shown.pk).select_related("unit")
    for other in others:
        assert other.unit.name not in page
        assert client.get(f"/roadmaps/{adopted.pk}/visits/{other.pk}/").status_code == 404


@pytest.mark.parametrize("role", ["appraiser", "administrator"])
def test_roles_outside_planning_see_announced_visits_only(
    role: str, adopted: Roadmap, hidden: Visit, client_as: Callable[..., Client]
) -> None:
    seen = queries.visits_of(client_as(role).account, adopted)  # type: ignore[attr-defined]
    assert seen and hidden.pk not in {v.pk for v in seen}


def test_an_inspector_sees_his_team_also_unannounced(
    adopted: Roadmap, hidden: Visit, client_as: Callable[..., Client]
) -> None:
    client = client_as("inspector")
    assert queries.visits_of(client.account, adopted) == []  # type: ignore[attr-defined]
    client.account.team_seats.create(plan=adopted.plan, team_id=hidden.team_id)  # type: ignore[attr-defined]
    seen = queries.visits_of(client.account, adopted)  # type: ignore[attr-defined]
    assert hidden.pk in {v.pk for v in seen}
    assert {v.team_id for v in seen} == {hidden.team_id}


def test_drafts_are_closed_to_everybody_else(draft: Roadmap, client_as: Callable[..., Client]) -> None:
    for role in ("inspector", "inspected_unit", "appraiser", "administrator"):
        assert client_as(role).get(f"/roadmaps/{draft.pk}/").status_code in (403, 404), role


def test_rows_are_closed_by_default(draft: Roadmap) -> None:
    assert Visit.objects.count() == 0
    assert Roadmap.objects.count() == 0
    assert draft.visits.count() == 0


def test_exports_of_the_inspected_side_are_scoped(
    adopted: Roadmap, hidden: Visit, shown: Visit, make_account: Callable[..., Any]
) -> None:
    unit = make_account("inspected_unit", unit_code=hidden.unit.code)
    content = queries.roadmap_content(unit, adopted, at=small_plan.NOW)
    inspector = make_account("inspector")
    inspector.team_seats.create(plan=adopted.plan, team_id=hidden.team_id)
    own = queries.roadmap_content(inspector, adopted, at=small_plan.NOW)
    assert hidden.unit.code in {v.unit_code for v in own.visits} and own.figures is None
    assert content.visits == () and content.figures is None and content.left_out == ()
    annex = queries.annex_content(make_account("planner"), adopted, at=small_plan.NOW)
    assert annex.visits and all(v.announced for v in annex.visits)
