"""Plans: what they name exists, dates lie where they must, every unit can be inspected by somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotrinh.method.definitions.checking.references import unknown, unknown_in
from lotrinh.method.definitions.library import Library
from lotrinh.method.definitions.plan import PlanDefinition
from lotrinh.method.definitions.reading import Document
from lotrinh.method.faults import Fault, Faults


def check_plans(library: Library) -> Iterator[Fault]:
    """Every plan."""
    for key in library.plans():
        try:
            plan = library.plan(key)
        except Faults as error:
            yield from error.faults
            continue
        yield from _plan(library, key, plan, library.document("plans", f"{key}.yaml"))


def _plan(library: Library, key: str, plan: PlanDefinition, document: Document) -> Iterator[Fault]:
    if plan.key != key:
        yield _key(document, plan.key, key)
    yield from unknown_in(document, {"source", "acts"}, library.sources, "source")
    yield from unknown_in(document, {"fields", "focus_fields"}, library.sectors, "sector")
    if plan.calendar not in library.calendars():
        yield unknown("calendar", document.where("calendar"), plan.calendar)
    if not library.path("risk", f"{plan.risk.profile}.yaml").exists():
        yield unknown("profile", document.where("risk", "profile"), plan.risk.profile)
    if plan.register_key not in library.registers():
        yield unknown("register", document.where("register"), plan.register_key)
    else:
        yield from _units(library, plan, document)
    yield from _spans(plan, document)
    yield from _basis(library, plan, document)


def _basis(library: Library, plan: PlanDefinition, document: Document) -> Iterator[Fault]:
    """A plan rests on acts that were issued and in force on its day."""
    for i, item in enumerate(plan.basis):
        for j, key in enumerate(item.acts):
            act = library.sources.get(key)
            if act is None:
                continue
            begins = act.in_force_from or act.date
            ended = act.in_force_to is not None and act.in_force_to <= plan.date
            if ended or (begins is not None and begins > plan.date):
                yield Fault(
                    "definitions.basis_not_in_force",
                    document.where("basis", i, "acts", j),
                    f"Văn bản {act.number} không có hiệu lực vào ngày của kế hoạch; hãy dẫn văn bản khác.",
                    f"{act.number} was not in force on the day of the plan; cite another act.",
                    got=f"{begins} … {act.in_force_to}",
                    expected=f"in force on {plan.date}",
                )


def _units(library: Library, plan: PlanDefinition, document: Document) -> Iterator[Fault]:
    """Bodies exist on the plan's day, and every kind of that day has its length of visit."""
    there = library.register(plan.register_key).units_as_of(plan.register_as_of)
    yield from unknown_in(document, {"body", "drafted_by"}, {u.code for u in there}, "unit")
    for kind in sorted({u.kind for u in there} - set(plan.durations)):
        yield Fault(
            "definitions.kind_without_length",
            document.where("visit_length", "half_days"),
            f"Chưa khai báo số buổi cho loại “{kind}”; hãy bổ sung.",
            f"There is no length of visit for the kind “{kind}”; add it.",
            got="nothing",
            expected=f"{kind}: half days",
        )


def _spans(plan: PlanDefinition, document: Document) -> Iterator[Fault]:
    """Closed days and days off touch the period."""
    first, after = plan.period.start, plan.period.until
    for i, closed in enumerate(plan.rules.calendar.closed):
        where = document.where("rules", "calendar", "closed", i, "start")
        yield from _touches(closed.start, closed.end, first, after, where)
    for i, team in enumerate(plan.teams):
        for j, off in enumerate(team.days_off):
            where = document.where("teams", i, "days_off", j, "start")
            yield from _touches(off.start, off.end, first, after, where)


def _touches(start: date, end: date, first: date, after: date, where: str) -> Iterator[Fault]:
    if start >= end or end <= first or start >= after:
        yield Fault(
            "definitions.outside_period",
            where,
            "Khoảng ngày nằm ngoài thời gian của kế hoạch hoặc đảo ngược; hãy sửa ngày.",
            "These days lie outside the period of the plan or are reversed; correct them.",
            got=f"{start} … {end}",
            expected=f"within {first} … {after}",
        )


def _key(document: Document, got: str, expected: str) -> Fault:
    return Fault(
        "definitions.key_is_not_file",
        document.where("key"),
        f"Khóa “{got}” khác tên tệp; hãy đặt giống nhau.",
        f"The key “{got}” is not the name of the file; make them equal.",
        got=got,
        expected=expected,
    )
