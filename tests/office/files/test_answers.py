"""Files on their way out, requests that are too large, the field on a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from lotrinh.method.faults import Faults
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.answers import file_response, preview_response
from lotrinh.office.platform.files.large import LargeRequestMiddleware, refuse_large
from lotrinh.office.platform.files.limits import MB
from tests.office.files import samples as s


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("name", s.GOOD)
@pytest.mark.parametrize("inline", [True, False])
def test_a_file_goes_out_without_any_right_to_run(name: str, inline: bool, at: datetime) -> None:
    make, content_type = s.GOOD[name]
    data = make()
    answer = file_response(keep_file(None, data, name, at=at).file, inline=inline)
    assert body(answer) == data
    assert answer.headers["Content-Type"].split(";")[0] == content_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert int(answer.headers["Content-Length"]) == len(data)
    shown = inline and content_type.startswith("image/")
    assert answer.headers["Content-Disposition"].startswith("inline" if shown else "attachment")


@pytest.mark.django_db
def test_what_the_browser_has_is_not_sent_again(at: datetime, rf: RequestFactory) -> None:
    stored = keep_file(None, s.pdf(), "a.pdf", at=at).file
    first = file_response(stored, request=rf.get("/"))
    tag = first.headers["ETag"]
    assert tag == f'"{stored.sha256}"'
    again = file_response(stored, request=rf.get("/", headers={"If-None-Match": tag}))
    assert (again.status_code, body(again)) == (304, b"")
    picture = preview_response(stored, request=rf.get("/", headers={"If-None-Match": tag}))
    assert picture.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "status", "said", "start", "end"),
    [
        ("bytes=0-9", 206, "bytes 0-9/{n}", 0, 10),
        ("bytes=100-", 206, "bytes 100-{m}/{n}", 100, None),
        ("bytes=-7", 206, "bytes {t}-{m}/{n}", -7, None),
        ("bytes=5-99999999", 206, "bytes 5-{m}/{n}", 5, None),
        ("bytes=99999999-", 416, "bytes */{n}", 0, 0),
        ("bytes=9-2", 416, "bytes */{n}", 0, 0),
        ("bytes=-0", 416, "bytes */{n}", 0, 0),
        ("bytes=0-1,4-5", 200, None, 0, None),
        ("bytes=-", 200, None, 0, None),
    ],
)
def test_one_range_of_a_file_is_answered(
    asked: str, status: int, said: str | None, start: int, end: int | None, at: datetime, rf: RequestFactory
) -> None:
    data = s.mp4()
    stored = keep_file(None, data, "a.mp4", at=at).file
    answer = file_response(stored, request=rf.get("/", headers={"Range": asked}))
    assert answer.status_code == status
    assert body(answer) == data[start:end]
    n = len(data)
    wanted = said.format(n=n, m=n - 1, t=n - 7) if said else None
    assert answer.headers.get("Content-Range") == wanted


@pytest.mark.django_db
def test_a_preview_goes_out_as_a_picture_or_is_not_found(at: datetime) -> None:
    stored = keep_file(None, s.pdf(), "Kế hoạch.pdf", at=at).file
    answer = preview_response(stored)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert body(answer).startswith(b"\xff\xd8\xff")
    assert 'inline; filename="Ke hoach.jpg"' in answer.headers["Content-Disposition"]
    with pytest.raises(Http404):
        preview_response(stored, page=9)


def test_a_request_that_is_too_large_is_told_by_its_length_alone(rf: RequestFactory) -> None:
    refuse_large(rf.post("/", CONTENT_LENGTH=str(31 * MB)))
    refuse_large(rf.post("/", CONTENT_LENGTH=""))
    with pytest.raises(Faults) as refused:
        refuse_large(rf.post("/", CONTENT_LENGTH=str(2048 * MB)))
    assert "2048 MB" in refused.value.faults[0].vi


@pytest.mark.django_db
def test_a_film_of_two_gigabytes_gets_a_page_and_its_body_stays_unread(
    client_as: Callable[..., Any], rf: RequestFactory
) -> None:
    request = rf.post("/", CONTENT_LENGTH=str(2 << 30))
    request.user, request.LANGUAGE_CODE = client_as("inspector").account, "vi"  # type: ignore[attr-defined]
    request._stream = None  # type: ignore[attr-defined]  # reading it would fail

    def unreachable(_request: Any) -> HttpResponse:
        raise AssertionError

    answer = LargeRequestMiddleware(unreachable)(request)
    assert answer.status_code == 413
    assert "giới hạn là 31 MB" in answer.content.decode()
