"""Reading messages, each person his own; and for administrators how the mails are, without their contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from lotrinh.office.platform.models import Digest, Message, ScheduledRun

COUNTED = 100


def messages_of(actor: Any, topic: str = "") -> QuerySet[Message]:
    """The person's own messages: unread first, then the newest."""
    rows = Message.objects.filter(account_id=actor.pk)
    if topic:
        rows = rows.filter(topic=topic.replace("\0", ""))
    was_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    return rows.annotate(was_read=was_read).order_by("was_read", "-at", "-pk")


def unread_count(actor: Any) -> int:
    """How many messages the person has not read, counted up to a hundred."""
    return Message.objects.filter(account_id=actor.pk, read_at=None).order_by()[:COUNTED].count()


def topics_of(actor: Any) -> list[tuple[str, int]]:
    """The topics that the person was told about, with the number of unread messages of each."""
    rows = Message.objects.filter(account_id=actor.pk).order_by().values("topic")
    return sorted(rows.annotate(unread=Count("pk", filter=Q(read_at=None))).values_list("topic", "unread"))


@dataclass(frozen=True, slots=True)
class MailState:
    """states: how many mails are in each. without_address: people with unread messages and no address."""

    states: dict[str, int]
    without_address: int
    runs: list[ScheduledRun]


def mail_state() -> MailState:
    """How the mails are; the page decides who may ask."""
    counted = Digest.objects.order_by().values_list("state").annotate(n=Count("pk"))
    unmailed = Message.objects.filter(digest=None, read_at=None, account__is_active=True, account__email="")
    latest = ScheduledRun.objects.filter(key__startswith="platform.").order_by("-pk")
    return MailState(
        dict(counted),
        unmailed.order_by().values("account").distinct().count(),
        [
            run
            for key in ("platform.collect_mail", "platform.send_mail")
            if (run := latest.filter(key=key).first())
        ],
    )


def digests(state: str = "") -> QuerySet[Digest]:
    """Mails, newest first, with how many messages each holds; the page decides who may ask."""
    rows = Digest.objects.select_related("account").annotate(held=Count("messages")).order_by("-day", "-pk")
    return rows.filter(state=state) if state else rows


def people_who_want_no_mail() -> int:
    """Open accounts that have switched the mails off."""
    return get_user_model()._default_manager.filter(is_active=True, mail_digest=False).count()
