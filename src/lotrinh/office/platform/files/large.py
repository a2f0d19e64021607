"""Requests that are too large: told before their body is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform.files.limits import LIMITS, MB, Limits, size_words

ROOM = MB  # for the other fields of the form and the words between the parts


def refuse_large(request: HttpRequest, limits: Limits = LIMITS) -> None:
    """Raise Faults when the request says that it is larger than the largest file with its form."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    got, most = int(said) if said.isdigit() else 0, limits.largest + ROOM
    if got > most:
        raise Faults(_too_large(got, most))


def _too_large(got: int, most: int) -> Fault:
    return Fault(
        "files.request_too_large",
        "files",
        f"Các tệp gửi một lần nặng {size_words(got)}, giới hạn là {size_words(most)}. "
        "Hãy gửi ít tệp hơn mỗi lần, chia nhỏ hoặc nén tệp.",
        f"What was sent at once has {size_words(got, 'en')}; the limit is {size_words(most, 'en')}. "
        "Send fewer files at a time, split or compress them.",
        got=f"{got} B",
        expected=f"≤ {most} B",
    )


class LargeRequestMiddleware:
    """Answers 413 before the protection against forged forms reads the body; stands behind the language's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            refuse_large(request)
        except Faults as error:
            return render(request, "platform/faults.html", {"faults": error.faults}, status=413)
        return self.get_response(request)
