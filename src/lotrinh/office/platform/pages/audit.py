"""The audit trail, for those whose work it is to read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import verb_policy
from lotrinh.office.platform.queries import audit_choices, audit_entries


class AuditFilter(forms.Form):
    """What the list is narrowed by."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    actor = forms.CharField(label=_("Person"), required=False, max_length=150)
    verb = forms.CharField(label=_("Action"), required=False, max_length=80)
    since = forms.DateField(label=_("From day"), required=False)
    until = forms.DateField(label=_("To day"), required=False)

    def clean(self) -> dict[str, Any] | None:
        """The first day is not after the last."""
        data = self.cleaned_data
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", _("The last day lies before the first."))
        return data


@page("audit", policy=verb_policy("read_audit"), title=_("Audit trail"))
def audit(request: HttpRequest) -> HttpResponse:
    """Entries by person, action and day; ?q= searches folded text."""
    form = AuditFilter(request.GET)
    wish = form.cleaned_data if form.is_valid() else {}
    entries = audit_entries(
        actor=wish.get("actor", ""),
        verb=wish.get("verb", ""),
        since=wish.get("since"),
        until=wish.get("until"),
        words=wish.get("q", ""),
    )
    found = Paginator(entries, 50).get_page(request.GET.get("page"))
    return render(
        request, "platform/audit.html", {"form": form, "entries": found, "choices": audit_choices()}
    )
