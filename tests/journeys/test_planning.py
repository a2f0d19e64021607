"""The main job in a real browser: build, move, adopt, and what the inspected unit sees of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lotrinh.method.roadmap.problem import HalfDay
from lotrinh.office.planning.actions.adopt_roadmap import adopt_roadmap
from lotrinh.office.planning.actions.move_visit import try_move
from lotrinh.office.planning.models import Roadmap, Visit
from tests.office.planning import small_plan

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Accounts = Callable[..., Any]


@pytest.fixture
def planner(make_account: Accounts) -> Any:
    """Who plans."""
    return make_account("planner", full_name="Nguyễn Thị Kế Hoạch")


@pytest.fixture(scope="module")
def solved() -> dict[str, Any]:
    """The answer of the first build, so that only one journey waits for the solver."""
    return {}


@pytest.fixture
def draft(planner: Any, solved: dict[str, Any]) -> Roadmap:
    """A draft of the small plan."""
    plan = small_plan.load_small_plan()
    if solved:
        return small_plan.keep(planner, plan, solved["problem"], solved["answer"])
    made = small_plan.build_small(planner, plan)
    solved.update(problem=made.problem, answer=made.answer)
    return made


def visits(roadmap: Roadmap, **wanted: Any) -> list[Visit]:
    """The visits of a roadmap in order of time."""
    rows = Visit.objects.for_actions().filter(roadmap=roadmap, **wanted)
    return list(rows.select_related("unit").order_by("start_date"))


def places(roadmap: Roadmap, visit: Visit) -> tuple[HalfDay, HalfDay]:
    """A half day that the verifier allows, and one that it refuses, in the week of the visit or after it."""
    allowed = refused = None
    for raw in roadmap.problem["half_days"]:
        slot = HalfDay.from_dict(raw)
        if slot.date == visit.start_date:
            continue
        answer = try_move(roadmap, visit, visit.team_id, slot)
        allowed = slot if answer.allowed and allowed is None else allowed
        refused = slot if not answer.allowed and refused is None else refused
    assert allowed and refused
    return allowed, refused


def drag(page: Page, visit: Visit, slot: HalfDay) -> None:
    """Take the chip with the mouse to a half day of its own team and let go."""
    chip = page.locator(f'[data-chip="{visit.pk}"]')
    cell = page.locator(f'td[data-team-col="{visit.team_id}"][data-days*="{slot.date.isoformat()}"]')
    cell.scroll_into_view_if_needed()
    box = chip.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 20, steps=3)
    there = cell.bounding_box()
    assert there
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2, steps=8)
    goal = page.locator(f'.slot[data-date="{slot.date.isoformat()}"][data-part="{slot.part}"]').bounding_box()
    assert goal
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=4)
    page.mouse.up()


def test_a_planner_builds_on_a_small_plan(open_page: Callable[..., Page], planner: Any) -> None:
    plan = small_plan.load_small_plan()
    page = open_page(planner)
    page.goto("/today/")
    page.get_by_role("link", name="Lập lộ trình").click()
    page.get_by_label("Giới hạn tính, giây").fill("60")
    page.get_by_role("button", name="Lập", exact=True).click()
    page.get_by_role("link", name="Mở phiên bản 1").click(timeout=90_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text(plan.number)
    expect(page.locator("[data-board] [data-chip]").first).to_be_visible()


def test_a_visit_is_dragged_refused_moved_and_undone(
    open_page: Callable[..., Page], planner: Any, draft: Roadmap
) -> None:
    visit = visits(draft)[0]
    allowed, refused = places(draft, visit)
    page = open_page(planner, height=1800)
    page.goto(f"/roadmaps/{draft.pk}/")
    drag(page, visit, refused)
    expect(page.locator("[data-board-said]")).to_contain_text("Không được:")
    drag(page, visit, allowed)
    expect(page.locator("[data-board-said]")).to_contain_text("Đã dời.")
    assert visits(draft, pk=visit.pk)[0].start_date == allowed.date
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác lần dời cuối.")).to_be_visible()
    assert visits(draft, pk=visit.pk)[0].start_date == visit.start_date


def test_the_same_by_keyboard_alone(open_page: Callable[..., Page], planner: Any, draft: Roadmap) -> None:
    visit = visits(draft)[0]
    allowed, refused = places(draft, visit)
    page = open_page(planner)
    page.goto(f"/roadmaps/{draft.pk}/")
    page.locator(f'[data-chip="{visit.pk}"]').focus()
    page.keyboard.press("Enter")
    form = page.locator("#drawer [data-move-form]")
    form.get_by_label("Ngày").select_option(refused.date.isoformat())
    form.get_by_label("Buổi").select_option(refused.part)
    expect(form.locator("[data-move-said]")).to_contain_text("Không được:")
    form.get_by_label("Ngày").select_option(allowed.date.isoformat())
    form.get_by_label("Buổi").select_option(allowed.part)
    expect(form.locator("[data-move-said]")).to_contain_text("Được phép")
    form.get_by_role("button", name="Dời").press("Enter")
    expect(page.get_by_text("Đã dời cuộc kiểm tra")).to_be_visible()
    assert visits(draft, pk=visit.pk)[0].start_date == allowed.date


def test_candidates_by_keyboard(open_page: Callable[..., Page], planner: Any) -> None:
    plan = small_plan.load_small_plan()
    page = open_page(planner)
    page.goto(f"/plans/{plan.key}/candidates/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    drawer = page.locator("#drawer")
    expect(drawer).to_be_visible()
    drawer.get_by_label("Lý do").fill("Theo chỉ đạo của lãnh đạo")
    drawer.get_by_role("button", name="Phải kiểm tra").click()
    expect(page.locator("tbody .chip-accent")).to_have_count(1)


def test_a_leader_adopts_and_the_unit_sees_its_own_visit_only(
    open_page: Callable[..., Page], make_account: Accounts, draft: Roadmap
) -> None:
    leader = open_page("leader")
    leader.goto(f"/roadmaps/{draft.pk}/adopt/")
    leader.get_by_role("button", name="Ban hành phiên bản 1").click()
    expect(leader.locator(".state-adopted")).to_be_visible()
    shown, hidden = visits(draft, announced=True)[0], visits(draft, announced=False)[0]
    told = open_page(make_account("inspected_unit", unit_code=shown.unit.code))
    told.goto(f"/roadmaps/{draft.pk}/")
    expect(told.locator(".visitlist-row")).to_have_count(1)
    expect(told.get_by_role("heading", name=shown.unit.name)).to_be_visible()
    untold = open_page(make_account("inspected_unit", unit_code=hidden.unit.code))
    untold.goto(f"/roadmaps/{draft.pk}/")
    expect(untold.get_by_text("Chưa có cuộc kiểm tra để xem")).to_be_visible()
    expect(untold.locator(".visit, .visitlist-row")).to_have_count(0)


PAGES = ["/today/", "/plans/", "plan:", "plan:candidates/", "plan:candidates/hn.snv/", "plan:roadmaps/"]
PAGES += ["plan:unavailable/", "plan:feeds/", "map:", "map:calendar/", "map:map/", "map:left-out/"]
PAGES += ["map:compare/", "map:what-if/", "map:adopt/", "map:replan/", "visit:"]


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 1024), ("vi", 390)])
def test_no_page_has_a_grave_fault_or_is_too_wide(
    language: str,
    width: int,
    open_page: Callable[..., Page],
    make_account: Accounts,
    draft: Roadmap,
    grave_faults: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
) -> None:
    adopt_roadmap(make_account("leader"), draft, at=small_plan.NOW)
    second = small_plan.keep(draft.created_by, draft.plan, draft.problem, draft.answer)
    page = open_page(draft.created_by, width=width, language=language)
    starts = {
        "plan": f"/plans/{draft.plan.key}/",
        "map": f"/roadmaps/{second.pk}/",
        "visit": f"/roadmaps/{second.pk}/visits/{visits(second)[0].pk}/",
    }
    found = []
    for address in PAGES:
        base, colon, rest = address.partition(":")
        page.goto(starts[base] + rest if colon else address)
        page.wait_for_load_state("networkidle")
        found += [f"{address}: {fault}" for fault in grave_faults(page)]
        if overflow(page):
            found.append(f"{address}: {overflow(page)} px too wide")
    assert found == []
