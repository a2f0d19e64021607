"""Help: how the work goes, and the keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import anyone


@page("help", policy=anyone, title=_("Help"))
def help_page(request: HttpRequest) -> HttpResponse:
    """One page, readable before signing in."""
    return render(request, "platform/help.html")
