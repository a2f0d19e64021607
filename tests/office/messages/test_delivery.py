"""Handing mails to a real SMTP server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lotrinh.office.platform.messages.mail.collect import DAILY, URGENT, collect
from lotrinh.office.platform.messages.mail.compose import compose, one_line
from lotrinh.office.platform.messages.mail.deliver import MOST_ATTEMPTS, Delivered, deliver, pause
from lotrinh.office.platform.models import Digest
from tests.office.messages.conftest import NOW
from tests.office.messages.mail_server import Box, Server


def send(at: datetime = NOW, **values: Any) -> Delivered:
    return deliver(worker="w", now=lambda: at, **values)


@pytest.fixture
def waiting(person: Any, say: Callable[..., Any]) -> Digest:
    """One mail that waits."""
    say(person, "a")
    say(person, "b", topic="paper", subject={"vi": "Văn bản đã ký", "en": "Paper signed"})
    collect(DAILY, at=NOW)
    return Digest.objects.get()


def test_a_mail_arrives_once_in_words_and_in_html(box: Box, waiting: Digest) -> None:
    assert send() == Delivered(sent=1)
    assert send() == Delivered()
    (mail,) = box.mails
    waiting.refresh_from_db()
    assert (waiting.state, waiting.sent_at, waiting.address) == ("sent", NOW, "an@example.org")
    assert mail["Message-ID"] == waiting.message_id == f"<{waiting.uid}@example.org>"
    assert str(mail["To"]) == "Trần Thị Ân <an@example.org>"
    assert str(mail["From"]) == "Lộ Trình <lo-trinh@example.org>"
    assert str(mail["Subject"]) == "[Lộ Trình] 2 thông báo ngày 25/11/2026"
    assert mail["Date"].datetime == NOW
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    uid = waiting.messages.get(event="a").uid
    for text in (plain, html):
        assert "Kính gửi ông/bà Trần Thị Ân" in text
        assert "Việc a" in text
        assert f"https://lotrinh.example.org/messages/{uid}/" in text
    assert "VĂN BẢN" in plain.splitlines()
    assert b"\r\n" in box.raw[0]
    assert max(map(len, box.raw[0].split(b"\r\n"))) < 998
    assert box.raw[0].isascii()


def test_english_readers_get_english_and_no_links_without_an_address(
    box: Box, waiting: Digest, person: Any, settings: Any
) -> None:
    settings.LOTRINH_ADDRESS = ""
    person.language = "en"
    person.save()
    send()
    (mail,) = box.mails
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert "Dear Trần Thị Ân" in plain
    assert "Paper signed" in html
    assert "href" not in html
    assert "/messages/" not in plain


def test_an_urgent_message_names_itself(box: Box, person: Any, say: Any) -> None:
    say(person, urgent=True, text={"vi": ".\n..chấm\n.", "en": "."})
    collect(URGENT, at=NOW)
    send()
    assert str(box.mails[0]["Subject"]) == "[Lộ Trình] Khẩn: Việc e"
    assert ".\r\n..chấm\r\n.\r\n" in box.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_without_a_server_in_the_settings_everything_waits(waiting: Digest) -> None:
    assert send() == Delivered(configured=False)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts, waiting.message_id) == ("waiting", 0, "")


def test_a_server_that_is_away_costs_no_attempt(box: Box, smtp: Server, waiting: Digest) -> None:
    smtp.stop()
    smtp.controller = None  # type: ignore[assignment]
    assert "refused" in send().away.lower()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("waiting", 0)


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_a_refused_mail_waits_longer_each_time_and_fails_at_last(
    box: Box, waiting: Digest, stage: str
) -> None:
    box.answer[stage] = "451 try later"
    at = NOW
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert send(at).refused == 1
        waiting.refresh_from_db()
        assert waiting.attempts == attempt
        assert "451" in waiting.error
        if attempt < MOST_ATTEMPTS:
            assert waiting.state == "waiting"
            assert send(at + pause(attempt) - timedelta(seconds=1)) == Delivered()
            at += pause(attempt)
    assert waiting.state == "failed"
    assert send(at + timedelta(days=9)) == Delivered()
    assert box.raw == []


def test_a_refused_mail_goes_out_when_the_server_has_calmed_down(box: Box, waiting: Digest) -> None:
    box.answer["DATA"] = "452 disk full"
    send()
    box.answer.clear()
    assert send(NOW + pause(1)).sent == 1
    assert len(box.raw) == 1


def test_one_refused_mail_holds_up_no_other(box: Box, waiting: Digest, make_account: Any, say: Any) -> None:
    for n in range(3):
        other = make_account("leader", username=f"o{n}", email=f"o{n}@example.org")
        say(other)
    collect(DAILY, at=NOW)
    refuse = box.handle_RCPT

    async def one(server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address == "an@example.org":
            return "550 no such person"
        return await refuse(server, session, envelope, address, options)

    box.handle_RCPT = one  # type: ignore[method-assign]
    assert send() == Delivered(sent=3, refused=1)


def test_a_lost_answer_leaves_the_mail_in_doubt_and_it_is_not_sent_again(box: Box, waiting: Digest) -> None:
    box.lose = True
    assert send().unsure == 1
    box.lose = False
    waiting.refresh_from_db()
    assert waiting.state == "unsure"
    assert send(NOW + timedelta(days=1)) == Delivered()
    assert len(box.raw) == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}, {"mail_digest": False}])
def test_who_left_or_wants_none_in_the_meantime_gets_none(
    box: Box, waiting: Digest, person: Any, change: dict[str, Any]
) -> None:
    type(person).objects.filter(pk=person.pk).update(**change)
    assert send() == Delivered()


def test_a_stop_ends_between_two_mails(box: Box, waiting: Digest) -> None:
    assert send(stopping=lambda: True) == Delivered()
    assert Digest.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "name", ["A\r\nBcc: evil@example.org", "A\nSubject: x\n\nbody", "\u2028B\x85\x0b", '"<x@y>,']
)
def test_a_name_cannot_write_headers(box: Box, waiting: Digest, person: Any, name: str) -> None:
    type(person).objects.filter(pk=person.pk).update(full_name=name)
    assert send().sent == 1
    (mail,) = box.mails
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject")) == 1
    assert [a.addr_spec for a in mail["To"].addresses] == ["an@example.org"]


@pytest.mark.parametrize("address", ["a@example.org\r\nRCPT TO:<evil@example.org>", "a b@example.org", "x"])
def test_a_broken_address_is_refused_by_ourselves(
    box: Box, waiting: Digest, person: Any, address: str
) -> None:
    type(person).objects.filter(pk=person.pk).update(email=address)
    assert send().refused == 1
    assert box.raw == []


@given(st.text(max_size=120))
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200)


@pytest.mark.django_db
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=WORDS, subject=WORDS)
def test_headers_are_the_same_whatever_people_are_called(
    box: Box, waiting: Digest, name: str, subject: str
) -> None:
    waiting.account.full_name, waiting.address, waiting.message_id = name, "an@example.org", "<a@b>"
    waiting.messages.update(subject={"vi": subject, "en": subject})
    waiting.messages.filter(event="b").delete()
    head = compose(waiting, at=NOW).as_bytes().split(b"\r\n\r\n", 1)[0]
    found = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert sorted(found) == sorted(
        [b"Subject", b"From", b"To", b"Date", b"Message-ID", b"Auto-Submitted", b"Content-Language",
         b"MIME-Version", b"Content-Type"]
    )  # fmt: skip
