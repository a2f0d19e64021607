"""One's own account: name, language, text size, e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.actions.accounts import change_own_profile
from lotrinh.office.accounts.models import Account
from lotrinh.office.platform.pages import page
from lotrinh.office.platform.policies import signed_in
from lotrinh.office.platform.roles import roles


class ProfileForm(forms.Form):
    """What a person may change about his own account."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    language = forms.ChoiceField(label=_("Language"), choices=Account.LANGUAGES, required=False)
    text_size = forms.ChoiceField(label=_("Text size"), choices=Account.SIZES)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    mail_digest = forms.BooleanField(
        label=_("Send me my messages by e-mail: once a day, urgent ones at once"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, css in (
            ("full_name", "form-control"),
            ("language", "form-select"),
            ("text_size", "form-select"),
            ("email", "form-control"),
            ("mail_digest", "form-check-input"),
        ):
            self.fields[name].widget.attrs["class"] = css


@page("profile", policy=signed_in, title=_("Your account"))
def profile(request: HttpRequest) -> HttpResponse:
    """Shows role and unit, changes name, language, text size and e-mail."""
    user: Any = request.user
    initial = {name: getattr(user, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        change_own_profile(user, form.cleaned_data)
        with translation.override(form.cleaned_data["language"] or settings.LANGUAGE_CODE):
            messages.success(request, translation.gettext("Your account is saved."))
        response = redirect("accounts:profile")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        response.delete_cookie("lotrinh_text")
        return response
    context = {"form": form, "role": roles().get(user.role)}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)
