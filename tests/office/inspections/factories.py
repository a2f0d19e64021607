"""Rows that tests of inspections start from: a plan, units, an inspection in any state."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from lotrinh.method.checklists import Question as Asked
from lotrinh.method.definitions import Library
from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.models import Finding, Inspection, Question, Seat, SelfReport, Step
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.planning.models import Plan, Roadmap, Visit
from lotrinh.office.platform.models import OfficialPaper, PaperSignature
from lotrinh.office.registry.models import Register, Unit

NOW = datetime(2020, 8, 3, 2, 0, tzinfo=UTC)
DAY, DECIDED = date(2020, 8, 18), date(2020, 8, 3)
PLAN = "hanoi-2020-155"
OFFICE_BODY, UNIT_BODY, OTHER_BODY = "hn.d001", "hn.d002", "hn.d003"
CHAIN = [s.key for s in workflow().states if s.phase in ("before", "during", "after", "end")]


@cache
def definition(key: str = PLAN) -> dict[str, Any]:
    """The plan's definition as plain data."""
    return Library.open().plan(key).model_dump(mode="json", by_alias=True)


def make_register(key: str = "hanoi-2020") -> Register:
    """The register, once."""
    values = {"name_vi": "Hà Nội 2020", "valid_from": date(2020, 1, 1)}
    return Register.objects.get_or_create(key=key, defaults=values)[0]


def make_unit(code: str = UNIT_BODY, name: str = "", kind: str = "department", **values: Any) -> Unit:
    """A body of the register, once."""
    found = Unit.objects.filter(code=code).first()
    if found is not None:
        return found
    unit = Unit(
        code=code, register=make_register(), kind=kind, valid_from=date(2020, 1, 1),
        **{"lat": 21.0, "lon": 105.8, **values},
    )  # fmt: skip
    unit.name_it(name or f"Sở Thử {code[-3:]}")
    unit.save()
    return unit


def make_plan(key: str = PLAN, **changes: Any) -> Plan:
    """Plan 155 as it is defined, once; its register holds only what tests make."""
    found = Plan.objects.filter(key=key).first()
    if found is not None:
        return found
    raw = definition() | {"key": key} | changes
    return Plan.objects.create(
        key=key, number=raw["number"], title=raw["title"]["vi"], issued_on=date(2020, 7, 27),
        period_start=date(2020, 8, 3), period_end=date(2020, 11, 30), register=make_register(),
        definition=raw, digest="thu",
    )  # fmt: skip


def make_account(role: str, name: str = "", **values: Any) -> Account:
    """An account of a role; a unit's account belongs to UNIT_BODY unless told otherwise."""
    if role in ("inspected_unit", "unit_head"):
        values.setdefault("unit_code", UNIT_BODY)
    username = values.pop("username", f"{role}-{uuid.uuid4().hex[:8]}")
    return Account.objects.create_user(
        username=username, password=None, role=role, full_name=name or f"Nguyễn Văn {username[-4:]}", **values
    )


def make_roadmap(plan: Plan, visits: list[dict[str, Any]], teams: list[dict[str, Any]]) -> Roadmap:
    """An adopted roadmap, without a solver.

    visits: [{"unit": Unit, "team": id, "start": date, "announced": bool}]; teams as in a problem.
    """
    old = Roadmap.objects.for_actions().filter(plan=plan, status="adopted").first()
    leader = Account.objects.filter(role="leader").first() or make_account("leader")
    codes = [v["unit"].code for v in visits]
    roadmap = Roadmap.objects.create(
        plan=plan, version=old.version + 1 if old else 1, digest="d", replaces=old, created_at=NOW, answer={},
        problem={"teams": teams, "units": [{"code": c, "fields": []} for c in codes], "half_days": []},
    )  # fmt: skip
    for visit in visits:
        Visit.objects.create(
            roadmap=roadmap, unit=visit["unit"], team_id=visit.get("team", teams[0]["id"]),
            start_date=visit.get("start", DAY), start_part="am",
            end_date=visit.get("start", DAY), end_part="pm", announced=visit.get("announced", True),
        )  # fmt: skip
    if old is not None:
        Roadmap.objects.for_actions().filter(pk=old.pk).update(status="superseded")
    Roadmap.objects.for_actions().filter(pk=roadmap.pk).update(
        status="adopted", adopted_by=leader, adopted_at=NOW
    )
    return Roadmap.objects.for_actions().get(pk=roadmap.pk)


def team(team_id: str = "doan-1", *names: str) -> dict[str, Any]:
    """A team of a problem: head, secretary, member."""
    names = names or ("Trần Trưởng", "Lê Thư Ký", "Phạm Thành Viên")
    roles = ("head", "secretary", *(["member"] * 8))
    members = [
        {"name": n, "role": r, "body": OFFICE_BODY, "fields": ["home_affairs"]}
        for n, r in zip(names, roles, strict=False)
    ]
    return {"id": team_id, "name": team_id, "members": members, "days_off": []}


def make_inspection(
    state: str = "planned",
    form: str = "direct",
    *,
    unit: Unit | None = None,
    plan: Plan | None = None,
    head: Account | None = None,
    secretary: Account | None = None,
    member: Account | None = None,
    held_state: str = "",
    at: datetime = NOW,
    start: date = DAY,
    **values: Any,
) -> Inspection:
    """An inspection in a state, with what led there: seats, signed decision, announcement, report, questions.

    head, secretary, member: accounts for the seats; made when missing. held_state: for held ones.
    """
    reached = held_state or state
    step = CHAIN.index(reached) if reached in CHAIN else 0
    has_begun, has_ended = step >= CHAIN.index("under_way"), step >= CHAIN.index("visited")
    inspection = Inspection.objects.create(
        plan=plan or make_plan(), unit=unit or make_unit(), team_id="doan-1", start_date=start,
        end_date=start, form=form, state=state, held_state=held_state, opened_at=at,
        begun_at=at if has_begun else None, ended_at=at if has_ended else None, **values,
    )  # fmt: skip
    make_unit(OFFICE_BODY, "Sở Nội vụ")
    seat(inspection, head or make_account("inspector", "Trần Trưởng Đoàn"), "head", at)
    seat(inspection, secretary or make_account("inspector", "Lê Thư Ký"), "secretary", at)
    seat(inspection, member or make_account("inspector", "Phạm Thành Viên"), "member", at)
    if step >= CHAIN.index("team_set"):
        sign(inspection, "decision-team")
    if step >= CHAIN.index("announced") and form != "unannounced":
        Step.objects.create(
            inspection=inspection, verb="announce_visit", before="team_set", after="announced", at=at
        )
        report_state = "draft" if reached == "announced" else "handed_in"
        handed_in = at if report_state == "handed_in" else None
        SelfReport.objects.create(inspection=inspection, state=report_state, handed_in_at=handed_in)
    if step >= CHAIN.index("prepared"):
        ask(inspection, "co-bo-phan-mot-cua", "yes_no")
    return inspection


def seat(
    inspection: Inspection, account: Account | None, role: str, at: datetime = NOW, **values: Any
) -> Seat:
    """A seat in the team."""
    name = account.full_name if account else values.pop("name", "Người ngoài hệ thống")
    return Seat.objects.create(
        inspection=inspection, account=account, name=name, role=role, since=at,
        **{"body_code": OFFICE_BODY, "body_name": "Sở Nội vụ", "nomination": "12/SNV 1/8/2020", **values},
    )  # fmt: skip


def sign(
    inspection: Inspection, template: str, sides: tuple[str, ...] = ("issuer",), day: date = DECIDED
) -> OfficialPaper:
    """A signed paper of an inspection, with a scan of each side's signature."""
    number = OfficialPaper.objects.filter(number__isnull=False).count() + 1
    paper = OfficialPaper.objects.create(
        template=template, template_digest="t", owner_type=OWNER, owner_id=str(inspection.pk),
        body=OFFICE_BODY, symbol="QĐ-SNV", year=day.year, number=number, signed_on=day,
        subject=f"Văn bản {template}", state=OfficialPaper.SIGNED, digest="d" * 64, drafted_at=NOW,
    )  # fmt: skip
    for side in sides:
        PaperSignature.objects.create(
            paper=paper, side=side, kind="scan", signer_name="Người ký", signed_at=NOW, recorded_at=NOW
        )
    return paper


def ask(inspection: Inspection, key: str, answer: str = "yes_no", **values: Any) -> Question:
    """A question of an inspection; more parts of the item are taken from values."""
    raw = {"key": key, "answer": answer, "vi": f"Câu hỏi {key}?", "en": f"Question {key}?", **values}
    item = Asked.model_validate(raw).model_dump(mode="json")
    return Question.objects.create(
        inspection=inspection, key=key, content=1, kind=answer, text={"vi": raw["vi"], "en": raw["en"]},
        item=item, position=Question.objects.for_actions().filter(inspection=inspection).count(),
        added_at=NOW,
    )  # fmt: skip


def find(
    inspection: Inspection, text: str = "Chưa niêm yết đủ thủ tục", kind: str = "shortcoming", **values: Any
) -> Finding:
    """A finding of an inspection; lineage: that of found_before, else its own."""
    uid, before = uuid.uuid4(), values.get("found_before")
    return Finding.objects.create(
        uid=uid, inspection=inspection, unit=inspection.unit, kind=kind, text=text, at=NOW,
        folded=text.lower(),
        **{"lineage": before.lineage if before else uid, "found_on": inspection.start_date, "content": 1}
        | values,
    )  # fmt: skip


def days(count: int) -> timedelta:
    """A span of days."""
    return timedelta(days=count)
