"""The what-if curve of a roadmap: asked for, computed in the background, kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from lotrinh.method.roadmap.whatif import whatif
from lotrinh.office.planning.answers import problem_of
from lotrinh.office.planning.models import Roadmap, WhatIfCurve
from lotrinh.office.planning.policies import may_build
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

STEPS: Final = (-2, -1, 0, 1, 2)
SECONDS_A_POINT: Final = 30.0


@transaction.atomic
def request_curve(
    actor: Account, roadmap: Roadmap, *, at: datetime, enqueue: Callable[[int], object]
) -> WhatIfCurve:
    """A row without points, and the job that fills it. enqueue: called with the roadmap's number."""
    require(may_build(actor))
    curve, _made = WhatIfCurve.objects.for_actions().update_or_create(
        roadmap=roadmap, defaults={"points": [], "made_at": None}
    )
    audit.record(actor, "request_curve", roadmap, at=at)
    enqueue(roadmap.pk)
    return curve


def draw_curve(
    roadmap_id: int, *, now: Callable[[], datetime], seconds: float = SECONDS_A_POINT
) -> WhatIfCurve:
    """Solve once for each number of teams; idempotent, a curve that is there is drawn anew."""
    roadmap = Roadmap.objects.for_actions().get(pk=roadmap_id)
    problem = problem_of(roadmap)
    steps = [s for s in STEPS if len(problem.teams) + s >= 1]
    points = whatif(problem, steps=steps, seed=roadmap.seed, limit=seconds)
    values = {"points": [p.as_dict() for p in points], "made_at": now()}
    curve, _made = WhatIfCurve.objects.for_actions().update_or_create(roadmap=roadmap, defaults=values)
    return curve
