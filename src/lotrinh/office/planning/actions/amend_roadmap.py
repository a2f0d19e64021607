"""Open the roadmap in force for changes by hand: a copy as a draft that names the one it will replace."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.planning.actions.store_roadmap import store_roadmap
from lotrinh.office.planning.answers import answer_of, problem_of
from lotrinh.office.planning.models import Roadmap
from lotrinh.office.planning.policies import may_amend
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def amend_roadmap(actor: Account, roadmap: Roadmap, *, at: datetime) -> Roadmap:
    """The draft; the roadmap in force stays as it is until the draft is adopted."""
    require(may_amend(actor, roadmap))
    problem, answer = problem_of(roadmap), answer_of(roadmap)
    return store_roadmap(actor, roadmap.plan, problem, answer, at=at, origin=Roadmap.MOVED, replaces=roadmap)
