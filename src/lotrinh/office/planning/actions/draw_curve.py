"""Compute the what-if curve of a roadmap once and keep it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.planning.answers import answer_of, problem_of
from lotrinh.office.planning.models import Roadmap, WhatIfCurve
from lotrinh.office.planning.policies import may_build
from lotrinh.office.planning.solving import what_if
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def draw_curve(actor: Account, roadmap: Roadmap, *, at: datetime) -> WhatIfCurve:
    """Solving happens outside the transaction; only the result is written in it."""
    require(may_build(actor))
    points = what_if(problem_of(roadmap), answer_of(roadmap))
    with transaction.atomic():
        values = {"points": points, "made_at": at}
        curve, _ = WhatIfCurve.objects.for_actions().update_or_create(roadmap=roadmap, defaults=values)
        audit.record(actor, "draw_curve", roadmap, at=at, after={"points": len(points)})
    return curve
