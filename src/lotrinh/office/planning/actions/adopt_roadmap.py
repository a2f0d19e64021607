"""A leader adopts a draft: it is frozen, and what was in force before is marked as replaced."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.trace import Reason
from lotrinh.office.planning import states
from lotrinh.office.planning.actions.ask_replan import close_taken_requests
from lotrinh.office.planning.actions.store_roadmap import summary
from lotrinh.office.planning.answers import answer_of, digest_of, problem_of
from lotrinh.office.planning.judging import Verdict, judge
from lotrinh.office.planning.models import Roadmap, Visit
from lotrinh.office.planning.policies import may_adopt, may_withdraw
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import Decision, require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


ROWS_DIFFER = Reason(
    "planning.rows_differ",
    "Không ban hành được: các cuộc kiểm tra đang hiển thị khác với những gì đã được kiểm chứng. "
    "Hãy lập lại lộ trình.",
    "Cannot be adopted: the visits that are shown differ from those that were verified. "
    "Build the roadmap anew.",
)


def verified(roadmap: Roadmap) -> Verdict:
    """What the verifier says of the roadmap as it is stored."""
    return judge(problem_of(roadmap), answer_of(roadmap))


def refused_by(verdict: Verdict) -> Decision:
    """The verifier's word as a decision."""
    wrong = (*verdict.broken, *verdict.untrue)
    if not wrong:
        return Decision(True, Reason("planning.verified", "Mọi quy tắc đều giữ.", "Every rule holds."))
    first, more = wrong[0], len(wrong) - 1
    return Decision(
        False,
        Reason(
            "planning.not_verified",
            f"Không ban hành được: {first.vi}" + (f" (và {more} điều khác)" if more else ""),
            f"Cannot be adopted: {first.en}" + (f" (and {more} more)" if more else ""),
            {"rules": list(verdict.rules)},
        ),
    )


def same_visits(roadmap: Roadmap) -> Decision:
    """What was verified is what will be shown: the rows of the visits are those of the answer."""
    rows = Visit.objects.for_actions().filter(roadmap=roadmap)
    shown = set(
        rows.values_list(
            "unit__code", "team_id", "start_date", "start_part", "end_date", "end_part", "announced"
        )
    )
    verified_ones = {
        (v.unit, v.team, v.start.date, v.start.part, v.end.date, v.end.part, v.announced)
        for v in answer_of(roadmap).visits
    }
    return Decision(shown == verified_ones, ROWS_DIFFER)


@transaction.atomic
def adopt_roadmap(actor: Account, roadmap: Roadmap, *, at: datetime) -> Roadmap:
    """Freeze the draft; the version in force becomes superseded in the same transaction."""
    roadmap = Roadmap.objects.for_actions().select_for_update().get(pk=roadmap.pk)
    require(may_adopt(actor, roadmap))
    require(refused_by(verified(roadmap)))
    require(same_visits(roadmap))
    old = Roadmap.objects.for_actions().filter(plan=roadmap.plan, status=states.ADOPTED).first()
    if old is not None:
        Roadmap.objects.for_actions().filter(pk=old.pk).update(status=states.SUPERSEDED)
        audit.record(
            actor,
            "supersede_roadmap",
            old,
            at=at,
            before={"status": states.ADOPTED},
            after={"status": states.SUPERSEDED, "by_version": roadmap.version},
        )
    digest = digest_of(roadmap.problem, roadmap.answer)
    Roadmap.objects.for_actions().filter(pk=roadmap.pk).update(
        status=states.ADOPTED,
        adopted_by=actor,
        adopted_at=at,
        digest=digest,
        replaces=old if old is not None else roadmap.replaces,
    )
    roadmap = Roadmap.objects.for_actions().select_related("plan").get(pk=roadmap.pk)
    taken = close_taken_requests(roadmap, at=at)
    audit.record(
        actor,
        "adopt_roadmap",
        roadmap,
        at=at,
        before={"status": states.DRAFT},
        after=summary(roadmap, len(roadmap.answer["visits"])) | ({"requests": taken} if taken else {}),
    )
    return roadmap


@transaction.atomic
def withdraw_roadmap(actor: Account, roadmap: Roadmap, *, at: datetime) -> None:
    """Put a draft aside; it stays readable for the planning side."""
    roadmap = Roadmap.objects.for_actions().select_for_update().get(pk=roadmap.pk)
    require(may_withdraw(actor, roadmap))
    Roadmap.objects.for_actions().filter(pk=roadmap.pk).update(status=states.WITHDRAWN)
    audit.record(
        actor,
        "withdraw_roadmap",
        roadmap,
        at=at,
        before={"status": states.DRAFT},
        after={"status": states.WITHDRAWN},
    )
