"""The language of a person, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from lotrinh.method.faults import Faults
from lotrinh.office.platform.pages import errors
from lotrinh.office.platform.policies import Refused

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Vietnamese unless somebody chose English, by cookie or account; never the browser's wish."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """'vi' or 'en'."""
    wish = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or getattr(request.user, "language", "")
    return wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class PrivateMiddleware:
    """What somebody signed in is shown is kept by no cache: neither a proxy's nor a shared machine's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class RefusalMiddleware:
    """A refusal or a fault of input that a view let through becomes its page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """403 for Refused, 422 for Faults; anything else goes on to the 500 page."""
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        if isinstance(exception, Faults):
            return errors.faults(request, exception)
        return None
