"""Take up a change with the fewest moves: shown first, then kept as a new version that names the old."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import TYPE_CHECKING

from lotrinh.method.roadmap.replan import Change, Replan, replan
from lotrinh.office.planning.actions.store_roadmap import store_roadmap
from lotrinh.office.planning.answers import answer_of, problem_of
from lotrinh.office.planning.models import Roadmap
from lotrinh.office.planning.policies import may_replan
from lotrinh.office.planning.solving import explain
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def preview_replan(actor: Account, roadmap: Roadmap, change: Change, *, now: date) -> Replan:
    """What would move; nothing is written. now: the day on which the change is known."""
    require(may_replan(actor, roadmap))
    return replan(problem_of(roadmap), answer_of(roadmap), change, now=now, seed=roadmap.seed or 1)


def replan_roadmap(actor: Account, roadmap: Roadmap, change: Change, *, now: date, at: datetime) -> Roadmap:
    """Keep the replanned roadmap as a draft that replaces this one once it is adopted."""
    found = preview_replan(actor, roadmap, change, now=now)
    answer = dataclasses.replace(explain(found.problem, found.roadmap), seed=roadmap.seed)
    return store_roadmap(
        actor, roadmap.plan, found.problem, answer, at=at, origin=Roadmap.REPLANNED, replaces=roadmap
    )
