"""The decorator that makes a view a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from lotrinh.office.platform.policies import Decision, Refused, anyone, require

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


def page(name: str, *, policy: Policy, title: Any, json: bool = False) -> Callable[[View], View]:
    """Declare a view as a page: the policy is asked before the view runs; strangers are sent to sign in.

    The view finds its declaration as ``request.page``; the base template shows its title. json: the page
    speaks JSON alone; a stranger then gets 401 and a refusal 403 in JSON, as whoever asks for JSON does.
    """

    def declare(view: View) -> View:
        entry = Page(name, policy, title, view.__module__)
        known = PAGES.setdefault(name, entry)
        if known.module != entry.module:
            raise RuntimeError(f"two pages are called {name}: {known.module} and {entry.module}")

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.page = entry  # type: ignore[attr-defined]
            in_json = json or wants_json(request)
            if policy is not anyone and not request.user.is_authenticated:
                return sign_in_first() if in_json else redirect_to_login(request.get_full_path())
            try:
                require(policy(request.user))
                return view(request, *args, **kwargs)
            except Refused as error:
                if not in_json:
                    raise
                return refused(error)

        guarded.page = entry  # type: ignore[attr-defined]
        return guarded

    return declare


def wants_json(request: HttpRequest) -> bool:
    """A script asks, not a person: an address bar never names JSON."""
    return (
        "application/json" in request.headers.get("Accept", "") or request.content_type == "application/json"
    )


def sign_in_first() -> JsonResponse:
    """401: there is no session, or it ran out; what waits goes on waiting."""
    return JsonResponse({"code": "sign_in"}, status=401)


def refused(error: Refused) -> JsonResponse:
    """403 with the reason of the refusal."""
    return JsonResponse({"code": "refused", "reason": error.decision.reason.as_dict()}, status=403)
