"""A worker that dies at any moment: nobody is mailed twice, nothing is forgotten in silence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from lotrinh.office.platform.beats import DEAD_AFTER, beat
from lotrinh.office.platform.messages.mail import deliver as sending
from lotrinh.office.platform.messages.mail.collect import DAILY, collect
from lotrinh.office.platform.messages.mail.deliver import Delivered, deliver
from lotrinh.office.platform.models import Digest
from tests.office.messages.conftest import NOW
from tests.office.messages.mail_server import Box

STEPS = ("open_line", "claim", "compose", "content_of", "offer", "hand_over", "settle")
LATER = NOW + DEAD_AFTER + timedelta(seconds=1)


class Killed(BaseException):
    """Nothing in the product catches it, as nothing catches a kill."""


@pytest.fixture
def waiting(person: Any, say: Callable[..., Any]) -> Digest:
    """One mail that waits."""
    say(person, "a")
    collect(DAILY, at=NOW)
    return Digest.objects.get()


def dying(step: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        if after:
            step(*arguments, **named)
        raise Killed

    return run


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_death_at_any_step_mails_nobody_twice(
    box: Box, waiting: Digest, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    beat("dead", NOW)
    with monkeypatch.context() as patch:
        patch.setattr(sending, step, dying(getattr(sending, step), after=after))
        with pytest.raises(Killed):
            deliver(worker="dead", now=lambda: NOW)
    taken = len(box.raw)
    beat("next", LATER)
    deliver(worker="next", now=lambda: LATER)
    deliver(worker="next", now=lambda: LATER + timedelta(days=1))
    waiting.refresh_from_db()
    claimed = STEPS.index(step) + after > STEPS.index("claim")
    settled = step == "settle" and after
    assert waiting.state == ("unsure" if claimed and not settled else "sent")
    assert len(box.raw) == (taken if claimed else 1)
    assert taken == (STEPS.index(step) + after > STEPS.index("hand_over"))


def test_a_mail_of_a_living_worker_is_left_to_him(box: Box, waiting: Digest) -> None:
    beat("slow", LATER)
    Digest.objects.update(state="sending", claimed_by="slow", claimed_at=NOW)
    assert deliver(worker="next", now=lambda: LATER) == Delivered()
    assert Digest.objects.get().state == "sending"


def test_a_worker_that_was_thought_dead_still_tells_how_it_ended(box: Box, waiting: Digest) -> None:
    digest = sending.claim(waiting.pk, "slow", NOW)
    assert digest is not None
    assert sending.doubt_orphans(LATER) == 1
    sending.settle(digest, Digest.SENT, LATER)
    waiting.refresh_from_db()
    assert waiting.state == "sent"


def test_two_claims_of_one_mail_give_it_to_one(waiting: Digest) -> None:
    assert sending.claim(waiting.pk, "a", NOW) is not None
    assert sending.claim(waiting.pk, "b", NOW) is None


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_mail_once(box: Box, make_account: Any, say: Any) -> None:
    for n in range(12):
        say(make_account("inspector", username=f"p{n}", email=f"p{n}@example.org"))
    collect(DAILY, at=NOW)
    start, sent = threading.Barrier(4), []

    def run(name: str) -> None:
        beat(name, NOW)
        start.wait()
        sent.append(deliver(worker=name, now=lambda: NOW).sent)
        connection.close()

    threads = [threading.Thread(target=run, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 12
    assert len({mail["Message-ID"] for mail in box.mails}) == len(box.raw) == 12


SCRIPT = """
import os, sys
from lotrinh.office.project import settings_test as s
s.DATABASES["default"]["NAME"] = sys.argv[1]
s.EMAIL_HOST, s.EMAIL_PORT, s.DEFAULT_FROM_EMAIL = "127.0.0.1", int(sys.argv[2]), "l@example.org"
os.environ["DJANGO_SETTINGS_MODULE"] = s.__name__
import django
django.setup()
from django.utils import timezone
from lotrinh.office.platform.beats import beat
from lotrinh.office.platform.messages.mail.deliver import deliver
beat("killed", timezone.now())
print("ready", flush=True)
deliver(worker="killed", now=timezone.now)
"""


@pytest.mark.django_db(transaction=True)
def test_a_real_kill_while_the_server_takes_the_mail(
    box: Box, smtp: Any, person: Any, say: Any, tmp_path: Any
) -> None:
    from django.utils import timezone

    say(person)
    collect(DAILY, at=NOW)
    taken, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        taken.set()
        go_on.wait(20)

    box.before_answer = hold
    script = tmp_path / "worker.py"
    script.write_text(SCRIPT, "utf-8")
    name = str(connection.settings_dict["NAME"])
    process = subprocess.Popen([sys.executable, str(script), name, str(smtp.port)], env={**os.environ})
    try:
        assert taken.wait(60), "the worker never reached the mail server"
        assert Digest.objects.get().state == "sending"
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        go_on.set()
    box.before_answer = lambda: None
    assert deliver(worker="next", now=timezone.now) == Delivered(), "its last beat is still fresh"
    later = timezone.now() + DEAD_AFTER
    assert deliver(worker="next", now=lambda: later) == Delivered(unsure=1)
    assert deliver(worker="next", now=lambda: later + timedelta(days=1)) == Delivered()
    assert Digest.objects.get().state == "unsure"
    assert len(box.raw) == 1
