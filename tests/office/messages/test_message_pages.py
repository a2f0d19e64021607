"""The page of messages and the bell."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.office.platform.models import Message
from tests.office.messages.conftest import NOW

LIST = "/messages/"


@pytest.fixture
def client(client_as: Any, person: Any) -> Client:
    return client_as(person)


def test_unread_ones_stand_first_then_the_newest(client: Client, person: Any, say: Any) -> None:
    for day, event in enumerate(["cũ-chưa-đọc", "cũ-đã-đọc", "mới-chưa-đọc", "mới-đã-đọc"]):
        say(person, event, at=NOW + timedelta(days=day))
    Message.objects.filter(event__contains="đã").update(read_at=NOW)
    html = client.get(LIST).content.decode()
    places = [html.index(f"Việc {e}") for e in ("mới-chưa-đọc", "cũ-chưa-đọc", "mới-đã-đọc", "cũ-đã-đọc")]
    assert places == sorted(places)


def test_the_bell_counts_what_is_unread_on_every_page(client: Client, person: Any, say: Any) -> None:
    assert "chưa đọc" not in client.get("/help/").content.decode()
    for n in range(3):
        say(person, f"e{n}")
    assert 'aria-label="Thông báo, 3 chưa đọc"' in client.get("/help/").content.decode()
    for n in range(3, 120):
        say(person, f"e{n}")
    assert ">99+<" in client.get("/help/").content.decode()
    assert "Thông báo, " not in Client().get("/help/").content.decode()


def test_opening_a_message_marks_it_read_and_leads_there(client: Client, person: Any, say: Any) -> None:
    message = say(person, url="/abbreviations/?q=CCHC")
    answer = client.get(reverse("platform:open_message", args=[message.uid]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/abbreviations/?q=CCHC")
    message.refresh_from_db()
    first = message.read_at
    assert first is not None
    client.get(reverse("platform:open_message", args=[message.uid]))
    message.refresh_from_db()
    assert message.read_at == first
    nowhere = say(person, "no url", url="")
    assert client.get(reverse("platform:open_message", args=[nowhere.uid])).headers["Location"] == LIST


@pytest.mark.parametrize("page", ["open_message", "read_message"])
def test_messages_of_others_do_not_exist(client_as: Any, person: Any, say: Any, page: str) -> None:
    message = say(person, subject={"vi": "Bí mật", "en": "Secret"})
    other = client_as("administrator")
    address = reverse(f"platform:{page}", args=[message.uid])
    assert (other.post if page == "read_message" else other.get)(address).status_code == 404
    assert "Bí mật" not in other.get(LIST).content.decode()
    other.post("/messages/read/")
    message.refresh_from_db()
    assert message.read_at is None


def test_all_of_a_topic_are_marked_but_not_what_came_meanwhile(client: Client, person: Any, say: Any) -> None:
    say(person, "a", topic="paper")
    say(person, "b", topic="correction")
    html = client.get(LIST, {"topic": "paper"}).content.decode()
    assert "Việc a" in html
    assert "Việc b" not in html
    seen = re.search(r'name="seen_at" value="([^"]+)"', html)
    assert seen
    late = say(person, "late", topic="paper", at=NOW + timedelta(days=3650))
    client.post("/messages/read/", {"topic": "paper", "seen_at": seen[1]})
    unread = set(Message.objects.filter(read_at=None).values_list("event", flat=True))
    assert unread == {"b", late.event}
    client.post("/messages/read/", {"seen_at": "2026-99-99"})
    assert set(Message.objects.filter(read_at=None).values_list("event", flat=True)) == {"late"}


def test_one_is_marked_and_the_list_comes_back_where_it_was(client: Client, person: Any, say: Any) -> None:
    message = say(person)
    answer = client.post(f"/messages/{message.uid}/read/", {"topic": "correction", "page": "2"})
    assert answer.headers["Location"] == "/messages/?topic=correction&page=2"
    assert client.get(f"/messages/{message.uid}/read/").status_code == 405


def test_long_lists_have_pages_and_constant_queries(client: Client, person: Any, say: Any) -> None:
    say(person, "first")
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for n in range(64):
        say(person, f"e{n}", topic=f"t{n % 7}")
    with CaptureQueriesContext(connection) as many:
        html = client.get(LIST, {"page": "3"}).content.decode()
    assert len(many) == len(few)
    assert html.count("/read/") == 1 + 5
    assert client.get(LIST, {"page": "x"}).status_code == 200


def test_nothing_to_tell_is_said_and_strangers_sign_in(client: Client) -> None:
    assert "Chưa có thông báo" in client.get(LIST).content.decode()
    assert "/sign-in/" in Client().get(LIST).headers["Location"]


def test_a_message_is_shown_as_words_and_never_as_markup(client: Client, person: Any, say: Any) -> None:
    evil = "<script>alert(1)</script>"
    say(person, subject={"vi": evil, "en": evil}, text={"vi": f"{evil}\n\0dòng hai", "en": evil})
    assert "<script>alert" not in client.get(LIST).content.decode()


def test_a_person_keeps_his_address_and_his_wish(client: Client, person: Any) -> None:
    form = {
        "full_name": person.full_name,
        "language": "vi",
        "text_size": "normal",
        "email": "moi@example.org",
    }
    assert 'value="an@example.org"' in client.get("/account/").content.decode()
    assert client.post("/account/", form).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.mail_digest) == ("moi@example.org", False)
    assert client.post("/account/", form | {"mail_digest": "on"}).status_code == 302
    person.refresh_from_db()
    assert person.mail_digest is True
    for wrong in ("a@b", "a@example.org\nBcc: c@example.org", "không phải địa chỉ"):
        assert client.post("/account/", form | {"email": wrong}).status_code == 422
