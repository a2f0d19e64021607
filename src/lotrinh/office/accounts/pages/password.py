"""A new password for oneself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from lotrinh.office.accounts.actions.accounts import change_own_password
from lotrinh.office.platform.pages import page
from lotrinh.office.platform.policies import signed_in


@page("password", policy=signed_in, title=_("Change the password"))
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """The old password, the new one twice."""
    user: Any = request.user
    form = PasswordChangeForm(user, request.POST or None)
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-control"
    if form.is_bound and form.is_valid():
        change_own_password(user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, _now("The new password is set."))
        return redirect("accounts:profile")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.is_bound else 200)
