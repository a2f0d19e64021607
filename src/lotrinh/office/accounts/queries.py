"""Reading accounts: closed unless the actor keeps them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from lotrinh.office.accounts.models import Account
from lotrinh.office.accounts.policies import may_manage_accounts


def accounts_seen_by(actor: Any, words: str = "", role: str = "") -> QuerySet[Account]:
    """All accounts for the administrator, none for anybody else."""
    if not may_manage_accounts(actor):
        return Account.objects.none()
    found = Account.objects.all()
    words, role = words.replace("\0", ""), role.replace("\0", "")
    if role:
        found = found.filter(role=role)
    for word in words.split():
        found = found.filter(
            Q(username__icontains=word) | Q(full_name__icontains=word) | Q(unit_code__icontains=word)
        )
    return found


def demonstration_accounts() -> QuerySet[Account]:
    """The open accounts that the demonstration made; none in an office's own installation."""
    return Account.objects.filter(is_demonstration=True, is_active=True)
