"""Pages that say no, or that something is wrong: 403, 404, 500, faults of input."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.platform.policies import Refused

EXPIRED = Reason(
    "page.form_expired",
    "Biểu mẫu đã hết hạn hoặc trình duyệt chặn cookie. Hãy tải lại trang và làm lại.",
    "The form has expired, or the browser blocks cookies. Load the page again and repeat.",
)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """403 with the reason of the refusal."""
    return render(request, "platform/refused.html", {"reason": error.decision.reason}, status=403)


def faults(request: HttpRequest, error: Faults) -> HttpResponse:
    """422 with every fault: what was got, what was expected, what to do; and the way back to the form."""
    context = {"faults": error.faults, "back": _came_from(request)}
    return render(request, "platform/faults.html", context, status=422)


def _came_from(request: HttpRequest) -> str:
    """The page that sent this: an address that only takes what is sent could not be opened again."""
    address = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else request.get_full_path()


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the protection against forged forms."""
    return render(request, "platform/refused.html", {"reason": EXPIRED}, status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return render(request, "platform/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a page that needs nothing but itself."""
    return render(None, "platform/failed.html", status=500)
