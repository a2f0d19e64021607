"""Put messages that nobody was mailed into mails: one a person and day, urgent ones apart."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from lotrinh.office.platform.models import Digest, Message

DAILY, URGENT = "daily", "urgent"


@dataclass(frozen=True, slots=True)
class Collected:
    """digests: mails that were made or added to. without_address: people who could not be mailed."""

    digests: int = 0
    messages: int = 0
    without_address: int = 0

    def plain(self) -> dict[str, int]:
        """As plain data."""
        return asdict(self)


@transaction.atomic
def collect(kind: str, *, at: datetime) -> Collected:
    """Put every unread, unmailed message of this kind told until now into the mail of its person.

    A mail that no mail server has been offered yet is added to, and becomes the one of today; a person who
    had today's mail already gets the rest tomorrow. Closed accounts and people who want no mail are left out.
    """
    by_person, without = _unmailed(kind, at)
    mails = _mails_for(by_person, kind, timezone.localdate(at))
    taken = [message for person in mails for message in by_person[person]]
    for message in taken:
        message.digest = mails[message.account_id]
    Message.objects.bulk_update(taken, ["digest"], batch_size=200)
    return Collected(len(mails), len(taken), without)


def _unmailed(kind: str, at: datetime) -> tuple[dict[int, list[Message]], int]:
    """The messages by person, locked; and how many people have no address."""
    rows = Message.objects.filter(
        digest=None, read_at=None, urgent=kind == URGENT, at__lte=at,
        account__is_active=True, account__mail_digest=True,
    )  # fmt: skip
    without = rows.filter(account__email="").order_by().values("account").distinct().count()
    found: dict[int, list[Message]] = defaultdict(list)
    for message in _locked(rows.exclude(account__email="").order_by("pk")):
        found[message.account_id].append(message)
    return found, without


def _locked(rows: Any) -> Any:
    """SQLite has one writer at a time; elsewhere what another worker collects just now is passed over."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _mails_for(people: Iterable[int], kind: str, day: date) -> dict[int, Digest]:
    """The mail of each person that can still take messages, old or new; none for who had today's."""
    ids = list(people)
    waiting = Digest.objects.select_for_update().filter(
        account__in=ids, kind=kind, state=Digest.WAITING, message_id=""
    )
    mails = {digest.account_id: digest for digest in waiting.order_by("day", "pk")}
    had = set() if kind == URGENT else _had_mail(ids, day, mails.values())
    moved = [d for d in mails.values() if d.day != day and d.account_id not in had]
    for digest in moved:
        digest.day = day
    Digest.objects.bulk_update(moved, ["day"], batch_size=200)
    new = [_new(person, kind, day) for person in ids if person not in mails and person not in had]
    Digest.objects.bulk_create(new)
    return {**mails, **{digest.account_id: digest for digest in new}}


def _had_mail(people: list[int], day: date, open_mails: Iterable[Digest]) -> set[int]:
    """Who has a mail of this day that takes no more messages."""
    of_today = Digest.objects.filter(account__in=people, kind=DAILY, day=day)
    return set(of_today.exclude(pk__in=[d.pk for d in open_mails]).values_list("account_id", flat=True))


def _new(person: int, kind: str, day: date) -> Digest:
    uid = uuid.uuid4()
    return Digest(uid=uid, account_id=person, kind=kind, day=day, slot=uid.hex if kind == URGENT else "")
