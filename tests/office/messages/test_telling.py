"""Telling: each event once a person, in the transaction of what it tells of."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lotrinh.office.platform.messages.actions import tell, tell_all
from lotrinh.office.platform.models import Message
from tests.office.messages.conftest import NOW

WORDS = {"vi": "Sắp đến hạn", "en": "Due soon"}


def test_an_event_is_told_once_to_each_person(person: Any, say: Any, make_account: Any) -> None:
    first = say(person, "due-3")
    assert first is not None
    assert first.pk
    assert say(person, "due-3", subject={"vi": "khác", "en": "other"}) is None
    assert say(person, "due-1") is not None
    assert say(make_account("leader"), "due-3") is not None
    assert Message.objects.get(account=person, event="due-3").subject["en"] == "Matter due-3"


def test_closed_accounts_are_told_nothing(make_account: Any, say: Any) -> None:
    assert say(make_account("inspector", is_active=False)) is None
    assert not Message.objects.exists()


def test_many_people_are_told_by_one_insert(make_account: Callable[..., Any]) -> None:
    people = [make_account("inspector", username=f"p{n}", is_active=n % 5 > 0) for n in range(20)]
    words = {"event": "e", "topic": "plan", "subject": WORDS, "text": WORDS, "at": NOW}
    tell(people[1], **words)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        new = tell_all(people, **words)
    inserts = [q for q in queries if q["sql"].startswith("INSERT")]
    assert len(inserts) == 1
    assert len(queries) == 2
    assert {m.account for m in new} == {p for p in people if p.is_active} - {people[1]}
    assert Message.objects.count() == 16


def test_what_is_rolled_back_was_never_told(person: Any, say: Any) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        say(person)
        1 / 0  # noqa: B018
    assert say(person) is not None


@pytest.mark.parametrize(
    "url",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nX: y", "help/", "/" + "a" * 300],
)
def test_a_message_leads_nowhere_but_to_this_site(person: Any, say: Any, url: str) -> None:
    with pytest.raises(ValueError, match="path of this site"):
        say(person, url=url)


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": {"vi": "một"}},
        {"text": {"vi": "một", "en": "one", "fr": "un"}},
        {"subject": {"vi": "một", "en": "  "}},
        {"topic": ""},
        {"event": "e" * 161},
    ],
)
def test_incomplete_messages_are_refused(person: Any, wrong: dict[str, Any]) -> None:
    values = {"event": "e", "topic": "plan", "subject": WORDS, "text": WORDS, "at": NOW} | wrong
    with pytest.raises(ValueError, match=r"vi and en|are needed"):
        tell(person, **values)
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_that_tell_the_same_at_once_tell_it_once(person: Any, say: Any) -> None:
    told, start = [], threading.Barrier(6)

    def run() -> None:
        start.wait()
        told.append(say(person))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 6
    assert sum(message is not None for message in told) == 1
    assert Message.objects.count() == 1
