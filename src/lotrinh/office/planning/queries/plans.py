"""The plan line by line with its sources; where the work on it stands; what each person does next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language

from lotrinh.method.definitions import Library
from lotrinh.office.planning import states
from lotrinh.office.planning.models import Build, Plan, Roadmap, SelectionMark, Visit
from lotrinh.office.planning.queries.roadmaps import LIGHT, in_force, sees_everything
from lotrinh.office.registry.models import RiskMark, Sector

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a line comes from: the act's title and address, the mark, and why when it is ours."""

    mark: str
    title: str = ""
    url: str = ""
    reason: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan."""

    text: str
    cited: Cited
    number: int | None = None
    acts: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind: contents, time, who, focus, purposes, use, basis."""

    key: str
    lines: tuple[Line, ...]
    fields: tuple[str, ...] = ()


def said(text: Any) -> str:
    """A text of a definition in the reader's language."""
    if isinstance(text, dict):
        return str(text.get("en" if get_language() == "en" else "vi", ""))
    return str(text) if text else ""


@cache
def acts() -> dict[str, Any]:
    """Every legal act of the definitions, read once a process."""
    return dict(Library.open(settings.DEFINITIONS).sources)


def plan_sheet(plan: Plan) -> list[Section]:
    """The whole plan in the order in which it is read."""
    raw, sources = plan.definition, acts()
    sections = [
        Section(key, tuple(_line(x, sources) for x in raw.get(key, ()))) for key in ("contents", "who")
    ]
    period = Section("period", (_line(raw["period"], sources),))
    focus = Section("focus", (_line(raw["focus"], sources),), sector_names(raw["focus"]["fields"]))
    rest = [
        Section(key, tuple(_line(x, sources) for x in raw.get(key, ())))
        for key in ("purposes", "use", "basis")
    ]
    return [s for s in (sections[0], period, sections[1], focus, *rest) if s.lines]


def _line(raw: dict[str, Any], sources: dict[str, Any]) -> Line:
    acts = tuple(_cited({"source": a, "mark": raw["mark"]}, sources) for a in raw.get("acts", ()))
    return Line(said(raw), _cited(raw, sources), raw.get("number"), acts)


def _cited(raw: dict[str, Any], sources: dict[str, Any]) -> Cited:
    act = sources.get(raw.get("source") or "")
    if act is None:
        return Cited(raw["mark"], raw.get("source") or "", "", said(raw.get("reason")))
    name = act.title_en if get_language() == "en" else act.title_vi
    short = act.number if act.number and not act.number.startswith("(") else name
    return Cited(raw["mark"], short, act.url, said(raw.get("reason")), name)


def team_names(plan: Plan) -> dict[str, str]:
    """Team id → its name in the reader's language."""
    return {t["id"]: said(t["name"]) or t["id"] for t in plan.definition["teams"]}


def short_team(name: str) -> str:
    """A team's name in as few letters as a chip has room for: its number with a letter, else its
    first letters.
    """
    digits = "".join(c for c in name if c.isdigit())
    return ("T" if get_language() == "en" else "Đ") + digits if digits else name[:4]


def sector_names(keys: list[str]) -> tuple[str, ...]:
    """Names of sectors in the order given."""
    names = {s.key: s.name for s in Sector.objects.filter(key__in=keys)}
    return tuple(names.get(k, k) for k in keys)


@dataclass(frozen=True, slots=True)
class Work:
    """Where the work on a plan stands; figures are None for whoever may not see them."""

    plan: Plan
    in_force: Roadmap | None
    draft: Roadmap | None
    candidates: int | None
    must: int | None
    never: int | None
    visits: int
    running: Build | None
    my_next: tuple[Visit, ...]


def work_on(actor: Account, plan: Plan) -> Work:
    """A constant number of questions, whatever the size of the plan."""
    all_of_it, adopted = sees_everything(actor), in_force(actor, plan)
    drafts = Roadmap.objects.visible_to(actor).filter(plan=plan, status=states.DRAFT).defer(*LIGHT)
    marks = list(
        SelectionMark.objects.visible_to(actor)
        .filter(plan=plan, withdrawn_at=None)
        .values_list("kind", flat=True)
    )
    visits = Visit.objects.visible_to(actor).filter(roadmap=adopted) if adopted else Visit.objects.none()
    running = Build.objects.visible_to(actor).filter(plan=plan, status__in=[states.QUEUED, states.RUNNING])
    return Work(
        plan,
        adopted,
        drafts.order_by("-version").first(),
        RiskMark.objects.filter(plan_key=plan.key, current=True).count() if all_of_it else None,
        marks.count("must") if all_of_it else None,
        marks.count("never") if all_of_it else None,
        visits.count(),
        running.first(),
        tuple(visits.select_related("unit", "roadmap").defer("roadmap__problem", "roadmap__answer")[:12]),
    )
