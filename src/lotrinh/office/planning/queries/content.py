"""A roadmap cut down to what its reader may see, for the exports."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from lotrinh.method.trace import Source
from lotrinh.office.planning.exports.content import (
    Figures,
    LeftOutLine,
    RoadmapContent,
    Scope,
    TeamLine,
    TeamMember,
    VisitLine,
)
from lotrinh.office.planning.models import CalendarFeed, Roadmap, Visit
from lotrinh.office.planning.policies import may_make_feed
from lotrinh.office.planning.queries.roadmaps import reasons_from, sees_everything, visits_of
from lotrinh.office.planning.rows import INSPECTED, TEAM, side_of
from lotrinh.office.planning.tokens import token_hash

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

FOR_PLANNING = Scope("Bản dùng nội bộ của bên lập kế hoạch", "For the planning side only", True, True)
FOR_TEAM = Scope("Bản của đoàn kiểm tra", "For the inspection team", True, False)
ANNOUNCED = Scope("Bản chỉ gồm cuộc kiểm tra báo trước", "Announced visits only")


def scope_for(actor: Account) -> Scope:
    """What an export made for this person may hold."""
    if sees_everything(actor):
        return FOR_PLANNING
    if side_of(actor) == TEAM:
        return FOR_TEAM
    if side_of(actor) == INSPECTED:
        return Scope(f"Bản của đơn vị {actor.unit_code}", f"For the unit {actor.unit_code}")
    return ANNOUNCED


def roadmap_content(actor: Account, roadmap: Roadmap, *, at: datetime) -> RoadmapContent:
    """The export of a roadmap for one person."""
    return _content(roadmap, visits_of(actor, roadmap), scope_for(actor), at)


def annex_content(actor: Account, roadmap: Roadmap, *, at: datetime) -> RoadmapContent:
    """The annex is a public paper: announced visits only, whoever asks for it."""
    visits = [v for v in visits_of(actor, roadmap) if v.announced]
    return _content(roadmap, visits, ANNOUNCED, at)


def feed_content(feed: CalendarFeed, *, at: datetime) -> RoadmapContent | None:
    """What a team's calendar holds: its visits of the adopted roadmap, None while nothing is adopted."""
    rows = (
        Roadmap.objects.for_actions()
        .filter(plan=feed.plan, status="adopted")
        .select_related("plan", "adopted_by")
    )
    roadmap = rows.first()
    if roadmap is None:
        return None
    visits = Visit.objects.for_actions().filter(roadmap=roadmap, team_id=feed.team_id)
    return _content(roadmap, list(visits.select_related("unit", "unit__parent")), FOR_TEAM, at)


def _content(roadmap: Roadmap, visits: list[Visit], scope: Scope, at: datetime) -> RoadmapContent:
    plan, definition = roadmap.plan, roadmap.plan.definition
    prefetch_related_objects(visits, "unit__sectors")
    seen = {v.team_id for v in visits}
    left_out = _left_out(roadmap) if scope.left_out else ()
    adopted_by = roadmap.adopted_by
    return RoadmapContent(
        plan_key=plan.key,
        plan_number=plan.number,
        plan_title=plan.title,
        plan_issued_on=plan.issued_on,
        authority=_text(definition, "authority"),
        place=_text(definition, "place") or "Hà Nội",
        period_start=plan.period_start,
        period_end=plan.period_end,
        version=roadmap.version,
        status=roadmap.status,  # type: ignore[arg-type]
        scope=scope,
        produced_at=at,
        teams=tuple(_team(roadmap, t) for t in roadmap.problem["teams"] if scope.left_out or t["id"] in seen),
        visits=tuple(_visit(roadmap, v, scope) for v in visits),
        left_out=left_out,
        left_out_count=len(left_out) if scope.left_out else None,
        figures=_figures(roadmap) if scope.left_out else None,
        adopted_on=roadmap.adopted_at.date() if roadmap.adopted_at else None,
        adopted_by=(adopted_by.full_name or adopted_by.username) if adopted_by else "",
        replaces_version=roadmap.replaces.version if roadmap.replaces else None,
        digest=roadmap.digest,
        synthetic_note=_text(definition, "note"),
        sources=(Source(plan.key, plan.title),),
    )


def _text(definition: dict[str, Any], key: str) -> str:
    found = definition.get(key)
    return found["vi"] if isinstance(found, dict) else found if isinstance(found, str) else ""


def _team(roadmap: Roadmap, raw: dict[str, Any]) -> TeamLine:
    names = {u["code"]: u["name"] for u in roadmap.problem["units"]}
    members = tuple(
        TeamMember(m["name"], names.get(m["body"], m["body"]), m.get("role", "member"))
        for m in raw["members"]
    )
    return TeamLine(raw["id"], raw.get("name") or raw["id"], members)


def _visit(roadmap: Roadmap, visit: Visit, scope: Scope) -> VisitLine:
    return VisitLine(
        unit_code=visit.unit.code,
        unit_name=visit.unit.name,
        kind=visit.unit.kind,
        team_id=visit.team_id,
        start=visit.start_date,
        start_part=visit.start_part,  # type: ignore[arg-type]
        end=visit.end_date,
        end_part=visit.end_part,  # type: ignore[arg-type]
        announced=visit.announced,
        district=visit.unit.parent.name if visit.unit.parent else "",
        fields=_focus_fields(roadmap, visit),
        reasons=tuple(reasons_from(visit.reasons)) if scope.unannounced else (),
    )


def _focus_fields(roadmap: Roadmap, visit: Visit) -> tuple[str, ...]:
    """The unit's sectors that the plan names as its focus."""
    focus = roadmap.plan.definition.get("focus", {}).get("fields", [])
    return tuple(s.name_vi for s in visit.unit.sectors.all() if s.key in focus)


def _left_out(roadmap: Roadmap) -> tuple[LeftOutLine, ...]:
    units = {u["code"]: u for u in roadmap.problem["units"]}
    lines = []
    for line in roadmap.answer.get("left_out", []):
        unit = units[line["unit"]]
        parent = units.get(unit["parent"] or "", {}).get("name", "")
        lines.append(
            LeftOutLine(
                unit["code"], unit["name"], unit["kind"], parent, tuple(reasons_from(line["reasons"]))
            )
        )
    return tuple(lines)


def _figures(roadmap: Roadmap) -> Figures:
    answer = roadmap.answer
    return Figures(
        roadmap.total,
        roadmap.bound,
        roadmap.gap,
        answer.get("status", ""),
        roadmap.seed,
        answer.get("objective", {}),
    )


def feed_by_token(token: str, *, at: datetime) -> RoadmapContent | None:
    """The content behind a secret address; None when it is wrong, revoked, or nothing is adopted yet.

    It also ends when whoever made it may no longer make it: account closed, other role, not in the team.
    """
    rows = CalendarFeed.objects.for_actions().filter(token_hash=token_hash(token), revoked_at=None)
    feed = rows.select_related("plan", "created_by").first()
    if feed is None or not may_make_feed(feed.created_by, feed.plan_id, feed.team_id):
        return None
    return feed_content(feed, at=at)
