"""Who is asking."""

from __future__ import annotations

from django.http import HttpRequest

from lotrinh.office.accounts.models import Account


def person(request: HttpRequest) -> Account:
    """The account behind a request; pages are asked only after sign-in."""
    if not isinstance(request.user, Account):
        raise TypeError("a page was reached without an account")
    return request.user
