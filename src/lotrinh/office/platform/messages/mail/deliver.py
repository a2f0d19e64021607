"""Hand waiting mails to the mail server; whatever happens in between, none goes out twice by itself."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from lotrinh.office.platform.beats import living
from lotrinh.office.platform.messages.mail.compose import compose, message_id
from lotrinh.office.platform.messages.mail.line import (
    NotAccepted,
    close_line,
    configured,
    content_of,
    hand_over,
    offer,
    open_line,
)
from lotrinh.office.platform.models import Digest

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(minutes=5)
AT_ONCE = 500

Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Delivered:
    """What became of the mails of one run. away: why the mail server could not be spoken to."""

    configured: bool = True
    sent: int = 0
    refused: int = 0
    unsure: int = 0
    away: str = ""

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def deliver(*, worker: str, now: Clock, stopping: Callable[[], bool] = lambda: False) -> Delivered:
    """Send what waits. Without a mail server in the settings, or while it is away, everything waits on.

    worker: the name under which this process beats. stopping: asked between two mails.
    """
    done = Delivered(configured=configured(), unsure=doubt_orphans(now()))
    waiting = due(now()) if done.configured else []
    if not waiting:
        return done
    try:
        line = open_line()
    except OSError as error:
        log.warning("the mail server is away: %s", error)
        done.away = f"{type(error).__name__}: {error}"[:500]
        return done
    usable = False
    try:
        usable = all(_send(line, pk, worker, now, done) for pk in waiting if not stopping())
    finally:
        close_line(line, politely=usable)
    return done


def due(at: datetime) -> list[int]:
    """Mails that wait, their pause over, of open accounts with an address that want mail; urgent first."""
    ready = Q(attempts=0)
    for attempt in range(1, MOST_ATTEMPTS):
        ready |= Q(attempts=attempt, claimed_at__lte=at - pause(attempt))
    rows = Digest.objects.filter(
        ready, state=Digest.WAITING, account__is_active=True, account__mail_digest=True
    )
    found = rows.exclude(account__email="").order_by("-kind", "day", "pk")
    return list(found.values_list("pk", flat=True)[:AT_ONCE])


def pause(attempts: int) -> timedelta:
    """How long a mail waits after so many refusals: 5, 10, 20, 40 minutes."""
    return FIRST_PAUSE * 2 ** (attempts - 1)


def doubt_orphans(at: datetime) -> int:
    """Mails that a dead worker was sending may have gone out: they are in doubt until a person decides."""
    orphans = Digest.objects.filter(state=Digest.SENDING).exclude(claimed_by__in=list(living(at)))
    return orphans.update(state=Digest.UNSURE, error="the worker ended while it was sending")


def _send(line: smtplib.SMTP, pk: int, worker: str, now: Clock, done: Delivered) -> bool:
    """One mail from claim to settlement; False when the line is of no more use."""
    digest = claim(pk, worker, now())
    if digest is None:
        return True
    try:
        mail = compose(digest, at=now())
        content = content_of(mail)
        offer(line, mail)
    except Exception as error:  # noqa: BLE001 - told below; whatever it is, nothing has gone out
        return _not_taken(digest, error, done)
    try:
        hand_over(line, content)
    except NotAccepted as error:
        return _not_taken(digest, error, done)
    except Exception as error:
        log.exception("nobody knows whether mail %s went out", digest.pk)
        settle(digest, Digest.UNSURE, now(), f"{type(error).__name__}: {error}")
        done.unsure += 1
        return False
    settle(digest, Digest.SENT, now())
    done.sent += 1
    return True


def _not_taken(digest: Digest, error: Exception, done: Delivered) -> bool:
    """Nothing of the content has gone out, or the server said no to it; whether the line is still of use."""
    if not isinstance(error, (NotAccepted, ValidationError)):
        log.error("mail %s could not be written", digest.pk, exc_info=error)
    give_back(digest, f"{type(error).__name__}: {error}")
    done.refused += 1
    return not getattr(error, "broken", False)


def claim(pk: int, worker: str, at: datetime) -> Digest | None:
    """Write down, and commit, that this worker speaks to the server now; nothing when it is taken already."""
    digest = Digest.objects.select_related("account").get(pk=pk)
    values = {
        "state": Digest.SENDING,
        "claimed_by": worker,
        "claimed_at": at,
        "address": digest.account.email,
        "message_id": digest.message_id or message_id(digest),
    }
    if not Digest.objects.filter(pk=pk, state=Digest.WAITING).update(**values):
        return None
    for name, value in values.items():
        setattr(digest, name, value)
    return digest


def give_back(digest: Digest, error: str) -> None:
    """The server has certainly not taken it: it waits again, longer each time, and has failed at last."""
    attempts = digest.attempts + 1
    state = Digest.FAILED if attempts >= MOST_ATTEMPTS else Digest.WAITING
    _mine(digest).update(state=state, attempts=attempts, error=_kept(error))


def settle(digest: Digest, state: str, at: datetime, error: str = "") -> None:
    """Sent, or in doubt. Who spoke to the server knows better than who only missed his heartbeat."""
    sent_at = at if state == Digest.SENT else None
    _mine(digest).update(state=state, sent_at=sent_at, error=_kept(error), attempts=digest.attempts + 1)


def _mine(digest: Digest) -> Any:
    """The row, unless a person has decided about it in the meantime."""
    rows = Digest.objects.filter(pk=digest.pk, claimed_by=digest.claimed_by, claimed_at=digest.claimed_at)
    return rows.filter(state__in=[Digest.SENDING, Digest.UNSURE])


def _kept(error: str) -> str:
    return error.replace("\0", "")[:2000]
