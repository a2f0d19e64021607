"""Language and text size: a choice kept in a cookie, and on the account of who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import anyone

YEAR = 365 * 24 * 3600
SIZES = ("normal", "large", "larger")


def _back(request: HttpRequest) -> str:
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if safe else "/"


def _keep(request: HttpRequest, cookie: str, field: str, value: str, known: tuple[str, ...]) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    if value in known:
        response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
        if request.user.is_authenticated:
            request.user._meta.model._default_manager.filter(pk=request.user.pk).update(**{field: value})
    return response


@page("language", policy=anyone, title=_("Choose the language"))
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Vietnamese or English from now on."""
    known = tuple(code for code, _name in settings.LANGUAGES)
    return _keep(request, settings.LANGUAGE_COOKIE_NAME, "language", request.POST.get("language", ""), known)


@page("text_size", policy=anyone, title=_("Choose the text size"))
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """One of three sizes from now on."""
    return _keep(request, "lotrinh_text", "text_size", request.POST.get("size", ""), SIZES)
