"""Accounts as the administrator keeps them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.actions.accounts import change_account, create_account
from lotrinh.office.accounts.models import Account
from lotrinh.office.accounts.policies import may_manage_accounts
from lotrinh.office.accounts.queries import accounts_seen_by
from lotrinh.office.platform.pages import page
from lotrinh.office.platform.roles import roles


class AccountForm(forms.ModelForm):
    """One account; the password is asked for when it is new and may be set anew later."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = Account
        fields = ["username", "full_name", "role", "unit_code", "email", "is_active", "language"]
        labels = {
            "username": _("User name"),
            "full_name": _("Full name"),
            "role": _("Role"),
            "unit_code": _("Unit code"),
            "email": _("E-mail address"),
            "is_active": _("May sign in"),
            "language": _("Language"),
        }
        help_texts = {"username": "", "is_active": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = "en" if (get_language() or "vi").startswith("en") else "vi"
        choices = [(role.key, role.title(language)) for role in roles().values()]
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=choices)
        self.fields["full_name"].required = True
        for name, field in self.fields.items():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = (
                "form-check-input" if name == "is_active" else "form-select" if select else "form-control"
            )

    def clean_password(self) -> str:
        """Needed for a new account; must be a good one."""
        word = self.cleaned_data["password"]
        if not word and not self.instance.pk:
            raise forms.ValidationError(_now("Give the new account a password."))
        if word:
            validate_password(word)
        return str(word)

    def values(self) -> dict[str, Any]:
        """What goes to the action."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


@page("accounts", policy=may_manage_accounts, title=_("Accounts"))
def accounts(request: HttpRequest) -> HttpResponse:
    """The list: ?q= searches, ?role= narrows."""
    found = accounts_seen_by(request.user, request.GET.get("q", ""), request.GET.get("role", ""))
    rows = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "accounts/accounts.html", {"rows": rows, "roles": roles().values()})


@page("new_account", policy=may_manage_accounts, title=_("New account"))
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    return _form(
        request,
        Account(),
        lambda form: create_account(request.user, form.values(), form.cleaned_data["password"]),
    )


@page("edit_account", policy=may_manage_accounts, title=_("Account"))
def edit_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an account, close it, or set its password anew."""
    account = get_object_or_404(Account, pk=pk)
    return _form(
        request,
        account,
        lambda form: change_account(
            request.user, Account.objects.get(pk=pk), form.values(), form.cleaned_data["password"]
        ),
    )


def _form(request: HttpRequest, account: Account, act: Any) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=account)
    if form.is_bound and form.is_valid():
        try:
            act(form)
        except Faults as error:
            for fault in error.faults:
                form.add_error(fault.where if fault.where in form.fields else None, _sentence(fault))
        else:
            messages.success(request, _now("The account is saved."))
            return redirect("accounts:accounts")
    context = {"form": form, "account": account}
    return render(request, "accounts/account.html", context, status=422 if form.is_bound else 200)


def _sentence(fault: Any) -> str:
    return str(fault.sentence("en" if (get_language() or "vi").startswith("en") else "vi"))
