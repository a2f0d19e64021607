"""The demonstration: one account a role and two of the first team, a roadmap of Plan 155, a living sample.

Not for an office's own use.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from lotrinh.method.definitions import Library
from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.actions.accounts import change_account, create_account
from lotrinh.office.accounts.models import Account
from lotrinh.office.planning.actions.request_build import request_build
from lotrinh.office.planning.actions.run_build import run_build
from lotrinh.office.planning.models import Build, Plan, Roadmap, TeamSeat
from lotrinh.office.platform.roles import roles
from lotrinh.office.project.sample.archive import Loaded, load_archive
from lotrinh.office.project.sample.cast import Cast
from lotrinh.office.project.sample.playing import Played, is_played, play, prepare_roadmap

PASSWORD = "LoTrinh-2020"  # nosec B105: printed on purpose, demonstration only
PLAN = "hanoi-2020-155"
SAMPLE_PLAN = "hanoi-2026"
SEED, LIMIT = 155, 20.0
OWN_UNIT = "hn.n00004"
"""Phường Ba Đình: it exists today, and carries on two wards of Plan 155."""
PEOPLE = {
    "planner": ("ke-hoach", "Nguyễn Thị Kế Hoạch", ""),
    "leader": ("lanh-dao", "Trần Văn Lãnh Đạo", ""),
    "inspector": ("kiem-tra", "Lê Thị Kiểm Tra", ""),
    "clerk": ("van-thu", "Bùi Thị Văn Thư", ""),
    "inspected_unit": ("don-vi", "Phạm Văn Đơn Vị", OWN_UNIT),
    "unit_head": ("thu-truong", "Ngô Văn Thủ Trưởng", OWN_UNIT),
    "appraiser": ("tham-dinh", "Hoàng Thị Thẩm Định", ""),
    "auditor": ("kiem-toan", "Vũ Văn Kiểm Toán", ""),
    "administrator": ("quan-tri", "Đặng Thị Quản Trị", ""),
}
TEAM = {"head": "truong-doan", "secretary": "thu-ky"}
"""Role in the first team of the sample's plan → account; the names are the invented ones of the plan."""


def make_accounts() -> list[Account]:
    """One account a role and those of the first team; those that exist stay as they are."""
    made = [
        _account(*PEOPLE[role.key][:2], role.key, PEOPLE[role.key][2])
        for role in roles().values()
    ]  # fmt: skip
    _settle_unit(made)
    return made + [_account(TEAM[role], name, "inspector") for role, name in _first_team().items()]


def _account(username: str, full_name: str, role: str, unit_code: str = "") -> Account:
    known = Account.objects.filter(username=username).first()
    values = {
        "username": username, "full_name": full_name, "role": role, "unit_code": unit_code,
        "is_demonstration": True,
    }  # fmt: skip
    return known or create_account(None, values, PASSWORD)


def _settle_unit(made: list[Account]) -> None:
    """Accounts of an older demonstration answer for the unit of today's."""
    administrator = next(a for a in made if a.role == "administrator")
    for account in made:
        if account.is_demonstration and roles()[account.role].needs_unit and account.unit_code != OWN_UNIT:
            change_account(administrator, account, {"unit_code": OWN_UNIT})


def _first_team() -> dict[str, str]:
    """Role → name of head and secretary of the first team; nothing while the plan is not loaded."""
    plan = Plan.objects.filter(key=SAMPLE_PLAN).first()
    members = plan.definition["teams"][0]["members"] if plan else []
    return {m["role"]: m["name"] for m in members if m["role"] in TEAM}


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


def is_here() -> bool:
    """The demonstration's accounts exist: this is no office's own installation."""
    names = {username for username, _name, _unit in PEOPLE.values()}
    return Account.objects.filter(is_demonstration=True, username__in=names).count() == len(names)


def needs_sample() -> bool:
    """The sample's plan is here and nothing was played on it."""
    plan = Plan.objects.filter(key=SAMPLE_PLAN).first()
    return plan is not None and not is_played(plan)


def load_published(library: Library, *, at: datetime) -> Loaded:
    """The published findings as past inspections."""
    _need_demonstration()
    return load_archive(library, at=at)


def prepare_sample(*, today: date, now: datetime) -> bool:
    """The roadmap of the sample's plan is in force; False when none was found."""
    _need_demonstration()
    return prepare_roadmap(_cast(), Plan.objects.get(key=SAMPLE_PLAN), OWN_UNIT, today=today, now=now)


def play_sample(*, today: date, now: datetime, small: bool = False) -> Played:
    """Inspections in every state up to today; nothing when it was played before."""
    _need_demonstration()
    members = {a.full_name: a for a in Account.objects.filter(username__in=TEAM.values())}
    plan = Plan.objects.get(key=SAMPLE_PLAN)
    return play(_cast(), plan, OWN_UNIT, members, today=today, now=now, small=small)


def _cast() -> Cast:
    accounts: dict[str, Any] = {
        key: Account.objects.get(username=PEOPLE[key][0]) for key in ("planner", "leader", "clerk")
    }
    return Cast(**accounts)


def _need_demonstration() -> None:
    if is_here():
        return
    raise Faults(
        Fault(
            "project.no_demonstration",
            "accounts",
            "Đây không phải bản trình diễn (không có đủ tài khoản trình diễn) nên không nạp dữ liệu "
            "minh họa. Hãy dùng “lotrinh demo” với một thư mục dữ liệu riêng (LOTRINH_DATA).",
            "This is no demonstration (its accounts are not all here), so no sample is loaded. "
            "Use “lotrinh demo” with a data folder of its own (LOTRINH_DATA).",
            expected=", ".join(username for username, _name, _unit in PEOPLE.values()),
        )
    )
