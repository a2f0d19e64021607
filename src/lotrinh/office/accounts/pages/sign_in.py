"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lotrinh.office.accounts.actions.sign import note_sign_in, note_sign_out
from lotrinh.office.accounts.queries import demonstration_accounts
from lotrinh.office.platform.pages import page
from lotrinh.office.platform.policies import anyone, signed_in


class SignInForm(AuthenticationForm):
    """User name and password, with sentences that say what to do."""

    error_messages = {
        "invalid_login": _("The user name or the password is not right. Check both and try again."),
        "inactive": _("This account is closed. Ask the administrator."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        for name, kind in (("username", "username"), ("password", "current-password")):
            self.fields[name].widget.attrs.update({"class": "form-control", "autocomplete": kind})


def _after(request: HttpRequest) -> str:
    wish = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if safe else "/"


@page("sign_in", policy=anyone, title=_("Sign in"))
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; five wrong attempts close the door for a quarter of an hour."""
    if request.user.is_authenticated:
        return redirect(_after(request))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        note_sign_in(form.get_user())
        return redirect(_after(request))
    status = 422 if form.is_bound else 200
    context = {"form": form, "next": _after(request), "demonstration": demonstration_accounts()}
    return render(request, "accounts/sign_in.html", context, status=status)


@page("sign_out", policy=signed_in, title=_("Sign out"))
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    note_sign_out(request.user)
    logout(request)
    return redirect("accounts:sign_in")


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """What is shown after too many wrong attempts."""
    return render(request, "accounts/locked_out.html", status=429)
