"""The demonstration: one account a role and a first roadmap of Plan 155. Not for an office's own use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from lotrinh.office.accounts.actions.accounts import create_account
from lotrinh.office.accounts.models import Account
from lotrinh.office.planning.actions.request_build import request_build
from lotrinh.office.planning.actions.run_build import run_build
from lotrinh.office.planning.models import Build, Plan, Roadmap, TeamSeat
from lotrinh.office.platform.roles import roles

PASSWORD = "LoTrinh-2020"  # nosec B105: printed on purpose, demonstration only
PLAN = "hanoi-2020-155"
SEED, LIMIT = 155, 20.0
PEOPLE = {
    "planner": ("ke-hoach", "Nguyễn Thị Kế Hoạch", ""),
    "leader": ("lanh-dao", "Trần Văn Lãnh Đạo", ""),
    "inspector": ("kiem-tra", "Lê Thị Kiểm Tra", ""),
    "clerk": ("van-thu", "Bùi Thị Văn Thư", ""),
    "inspected_unit": ("don-vi", "Phạm Văn Đơn Vị", "hn.d001"),
    "unit_head": ("thu-truong", "Ngô Văn Thủ Trưởng", "hn.d001"),
    "appraiser": ("tham-dinh", "Hoàng Thị Thẩm Định", ""),
    "auditor": ("kiem-toan", "Vũ Văn Kiểm Toán", ""),
    "administrator": ("quan-tri", "Đặng Thị Quản Trị", ""),
}


def make_accounts() -> list[Account]:
    """One account a role; those that exist stay as they are."""
    made = []
    for role in roles().values():
        username, full_name, unit = PEOPLE[role.key]
        known = Account.objects.filter(username=username).first()
        values = {
            "username": username, "full_name": full_name, "role": role.key, "unit_code": unit,
            "is_demonstration": True,
        }  # fmt: skip
        made.append(known or create_account(None, values, PASSWORD))
    return made


def seat_inspector() -> None:
    """The demonstration's inspector sits in the first team of each plan."""
    account = Account.objects.get(username=PEOPLE["inspector"][0])
    for plan in Plan.objects.all():
        teams = plan.definition.get("teams", [])
        if teams:
            TeamSeat.objects.get_or_create(plan=plan, team_id=teams[0]["id"], account=account)


def needs_roadmap() -> bool:
    """No roadmap of the plan has been made yet."""
    return not Roadmap.objects.for_actions().filter(plan__key=PLAN).exists()


def build_first_roadmap(now: Callable[[], datetime] = timezone.now) -> Build:
    """Build it here and now; the job that was queued with it finds the work done."""
    actor = Account.objects.get(username=PEOPLE["planner"][0])
    build = request_build(actor, Plan.objects.get(key=PLAN), seed=SEED, limit=LIMIT, at=now())
    return run_build(build.pk, now=now)
