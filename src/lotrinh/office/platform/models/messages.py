"""What a person should know: one row an event and person, collected into one mail a day."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class Digest(models.Model):
    """One mail to one person for one day.

    state: 'sending' is written and committed before the mail server is spoken to; a digest that a dead worker
    left there is never sent again by itself, it becomes 'unsure' (the mail may have gone out). kind: 'daily',
    or 'urgent' for what does not wait (then slot tells them apart). claimed_by: the worker that speaks to the
    mail server. message_id: given at the first claim and kept, also when an administrator sends it again.
    """

    WAITING, SENDING, SENT, FAILED, UNSURE = "waiting", "sending", "sent", "failed", "unsure"

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=6, default="daily")
    slot = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=8, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=254, blank=True)
    message_id = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["state", "day"], name="platform_digest_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["account", "day", "kind", "slot"], name="platform_digest_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "failed", "unsure"]),
                name="platform_digest_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day} {self.state}"


class Message(models.Model):
    """One event told to one person, in the product and by mail. The pair (account, event) is unique.

    event: a stable key such as 'correction:42:due-3:2026-12-01'. topic: what it is about, for filters.
    subject, text: {"vi": …, "en": …}. url: where it leads, a path of this site.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    event = models.CharField(max_length=160)
    topic = models.CharField(max_length=40)
    subject = models.JSONField(encoder=DjangoJSONEncoder)
    text = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    digest = models.ForeignKey(Digest, null=True, on_delete=models.PROTECT, related_name="messages")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["account", "read_at"], name="platform_message_unread"),
            models.Index(
                fields=["urgent", "account"],
                condition=Q(digest__isnull=True, read_at__isnull=True),
                name="platform_message_unsent",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["account", "event"], name="platform_message_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.event}"
