"""One mail a person and day."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from lotrinh.office.platform.messages.mail.collect import DAILY, URGENT, Collected, collect
from lotrinh.office.platform.models import Digest, Message
from tests.office.messages.conftest import NOW

DAY = timedelta(days=1)


def test_all_that_is_unread_goes_into_one_mail_of_the_day(person: Any, say: Any, make_account: Any) -> None:
    other = make_account("leader", email="b@example.org")
    for event in "abc":
        say(person, event)
    say(other, "a")
    say(person, "tomorrow", at=NOW + timedelta(minutes=1))
    Message.objects.filter(account=person, event="b").update(read_at=NOW)
    assert collect(DAILY, at=NOW) == Collected(digests=2, messages=3)
    mail = Digest.objects.get(account=person)
    assert (mail.day, mail.kind, mail.state) == (date(2026, 11, 25), "daily", "waiting")
    assert set(mail.messages.values_list("event", flat=True)) == {"a", "c"}


def test_a_person_who_had_the_mail_of_today_gets_the_rest_tomorrow(person: Any, say: Any) -> None:
    say(person, "a")
    collect(DAILY, at=NOW)
    Digest.objects.update(state=Digest.SENT, message_id="<x>")
    say(person, "b")
    assert collect(DAILY, at=NOW + timedelta(hours=3)).digests == 0
    assert Message.objects.get(event="b").digest is None
    saturday = NOW + 3 * DAY
    assert collect(DAILY, at=saturday) == Collected(digests=1, messages=1)
    assert sorted(Digest.objects.values_list("day", flat=True)) == [date(2026, 11, 25), date(2026, 11, 28)]


def test_while_no_server_takes_mail_one_mail_grows_instead_of_many(person: Any, say: Any) -> None:
    for day in range(4):
        say(person, f"day {day}", at=NOW + day * DAY)
        collect(DAILY, at=NOW + day * DAY)
    mail = Digest.objects.get()
    assert mail.day == date(2026, 11, 28)
    assert mail.messages.count() == 4


@pytest.mark.parametrize("state", [Digest.SENDING, Digest.UNSURE, Digest.FAILED, Digest.SENT])
def test_nothing_is_put_into_a_mail_that_was_once_offered(person: Any, say: Any, state: str) -> None:
    say(person, "a")
    collect(DAILY, at=NOW)
    Digest.objects.update(state=state, message_id="<x>")
    say(person, "b")
    collect(DAILY, at=NOW + DAY)
    assert Digest.objects.count() == 2
    assert Message.objects.get(event="b").digest.day == date(2026, 11, 26)


def test_urgent_messages_do_not_wait_for_the_morning(person: Any, say: Any) -> None:
    say(person, "slow")
    say(person, "quick", urgent=True)
    assert collect(URGENT, at=NOW) == Collected(digests=1, messages=1)
    Digest.objects.update(message_id="<x>", state=Digest.SENT)
    say(person, "quick 2", urgent=True)
    assert collect(URGENT, at=NOW).digests == 1
    assert Digest.objects.filter(kind="urgent", day=date(2026, 11, 25)).count() == 2
    assert Message.objects.get(event="slow").digest is None


def test_people_without_address_are_counted_and_the_unwilling_left_alone(make_account: Any, say: Any) -> None:
    for name, values in {
        "none": {},
        "none 2": {},
        "closed": {"email": "c@example.org"},
        "unwilling": {"email": "d@example.org", "mail_digest": False},
    }.items():
        person = make_account("inspector", username=name, **values)
        say(person)
        say(person, "second")
        if name == "closed":
            person.is_active = False
            person.save()
    assert collect(DAILY, at=NOW) == Collected(without_address=2)
    assert not Digest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_collect_at_once_make_one_mail_each_person(make_account: Any, say: Any) -> None:
    people = [make_account("inspector", username=f"p{n}", email=f"p{n}@example.org") for n in range(10)]
    for person in people:
        for kind in (False, True):
            say(person, f"e{kind}", urgent=kind)
    start = threading.Barrier(4)

    def run(kind: str) -> None:
        start.wait()
        collect(kind, at=NOW)
        connection.close()

    threads = [threading.Thread(target=run, args=(kind,)) for kind in (DAILY, URGENT) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Digest.objects.count() == 20
    assert Message.objects.filter(digest=None).count() == 0
