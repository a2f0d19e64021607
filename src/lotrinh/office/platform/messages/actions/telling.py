"""Tell people something once; who did something, and to what, stands in the audit trail of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lotrinh.office.platform.models import Message

AT_ONCE = 500
LANGUAGES = ("vi", "en")


def tell(
    account: Any,
    *,
    event: str,
    topic: str,
    subject: Mapping[str, str],
    text: Mapping[str, str],
    url: str = "",
    urgent: bool = False,
    at: datetime,
) -> Message | None:
    """Tell one person; nothing when the person was told this event before, or the account is closed.

    Joins the transaction of the caller. event: stable and unique for the person, such as
    'correction:42:due-3:2026-12-01'. subject, text: {"vi", "en"}. url: a path of this site. urgent: mailed
    within a minute instead of with the mail of the day. Raises ValueError.
    """
    told = tell_all(
        [account], event=event, topic=topic, subject=subject, text=text, url=url, urgent=urgent, at=at
    )
    return told[0] if told else None


def tell_all(
    accounts: Iterable[Any],
    *,
    event: str,
    topic: str,
    subject: Mapping[str, str],
    text: Mapping[str, str],
    url: str = "",
    urgent: bool = False,
    at: datetime,
) -> list[Message]:
    """Tell many people the same by one INSERT; returns the messages of those who had not been told."""
    words = {"subject": _one_line(_both(subject, "subject")), "text": _both(text, "text")}
    _check(event, topic, url, words["subject"])
    people = {account.pk: account for account in accounts if account.is_active}
    rows = [
        Message(account=person, event=event, topic=topic, url=url, urgent=urgent, at=at, **words)
        for person in people.values()
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return _those_that_are_new([row.uid for row in rows])


def _those_that_are_new(uids: list[Any]) -> list[Message]:
    """A row that was there before has kept its own uid."""
    return [
        message
        for start in range(0, len(uids), AT_ONCE)
        for message in Message.objects.select_related("account").filter(uid__in=uids[start : start + AT_ONCE])
    ]


def _both(words: Mapping[str, str], name: str) -> dict[str, str]:
    if set(words) != set(LANGUAGES):
        raise ValueError(f"{name} is given as vi and en, got {sorted(words)}")
    return {language: str(words[language]).replace("\0", "") for language in LANGUAGES}


def _one_line(words: dict[str, str]) -> dict[str, str]:
    return {language: " ".join(text.split()) for language, text in words.items()}


def _check(event: str, topic: str, url: str, subject: Mapping[str, str]) -> None:
    if not 0 < len(event) <= 160 or not 0 < len(topic) <= 40 or not all(subject.values()):
        raise ValueError(
            f"event (160 letters), topic (40) and subject are needed: {event!r}, {topic!r}, {subject!r}"
        )
    if url and not is_path(url):
        raise ValueError(f"url is a path of this site such as /corrections/42/, at most 300 letters: {url!r}")


def is_path(url: str) -> bool:
    """A path of this site and nothing that a browser would take for another host."""
    harmless = url.isprintable() and "\\" not in url and not url.startswith("//")
    return url.startswith("/") and harmless and len(url) <= 300
