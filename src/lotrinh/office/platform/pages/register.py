"""The decorator that makes a view a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from lotrinh.office.platform.policies import Decision, anyone, require

View = Callable[..., HttpResponseBase]
Policy = Callable[[Any], Decision]


@dataclass(frozen=True)
class Page:
    """name: stable, as in the reference. title: an English msgid, lazy. policy: actor → Decision."""

    name: str
    policy: Policy
    title: Any
    module: str


PAGES: dict[str, Page] = {}


def page(name: str, *, policy: Policy, title: Any) -> Callable[[View], View]:
    """Declare a view as a page: the policy is asked before the view runs; strangers are sent to sign in.

    The view finds its declaration as ``request.page``; the base template shows its title.
    """

    def declare(view: View) -> View:
        entry = Page(name, policy, title, view.__module__)
        known = PAGES.setdefault(name, entry)
        if known.module != entry.module:
            raise RuntimeError(f"two pages are called {name}: {known.module} and {entry.module}")

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.page = entry  # type: ignore[attr-defined]
            if policy is not anyone:
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                require(policy(request.user))
            return view(request, *args, **kwargs)

        guarded.page = entry  # type: ignore[attr-defined]
        return guarded

    return declare
