"""A calendar at a secret address: shown once, kept as a digest, revocable."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.planning.models import CalendarFeed, Plan
from lotrinh.office.planning.policies import NO_TEAM, may_make_feed
from lotrinh.office.planning.tokens import token_hash
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import Decision, require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def make_feed(actor: Account, plan: Plan, team_id: str, *, at: datetime) -> tuple[CalendarFeed, str]:
    """The feed and its token; the token is not kept, so it cannot be shown again."""
    require(may_make_feed(actor, plan.pk, team_id))
    require(Decision(any(t["id"] == team_id for t in plan.definition["teams"]), NO_TEAM))
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        plan=plan, team_id=team_id, token_hash=token_hash(token), created_by=actor, created_at=at
    )
    audit.record(actor, "make_feed", plan, at=at, after={"team": team_id, "feed": feed.pk})
    return feed, token


@transaction.atomic
def revoke_feed(actor: Account, feed: CalendarFeed, *, at: datetime) -> None:
    """From now on the address answers as if it had never been."""
    require(may_make_feed(actor, feed.plan_id, feed.team_id))
    rows = CalendarFeed.objects.for_actions().filter(pk=feed.pk, revoked_at__isnull=True)
    if rows.update(revoked_at=at):
        audit.record(actor, "revoke_feed", feed.plan, at=at, before={"team": feed.team_id, "feed": feed.pk})
