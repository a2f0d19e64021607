"""The first page: each role starts where its work is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from lotrinh.office.platform.pages import page
from lotrinh.office.platform.policies import signed_in
from lotrinh.office.platform.roles import roles
from lotrinh.office.project.navigation import menu


@page("home", policy=signed_in, title=_("Home"))
def home(request: HttpRequest) -> HttpResponse:
    """The page that the role names as its home, else the list of what may be opened."""
    role = roles().get(request.user.role)  # type: ignore[union-attr]
    if role and role.home != "home":
        try:
            return redirect(reverse(role.home))
        except NoReverseMatch:
            pass
    return render(
        request, "project/home.html", {"role": role, "lines": [e for e in menu(request) if not e["here"]]}
    )
