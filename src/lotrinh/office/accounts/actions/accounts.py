"""Making accounts, changing them, and new passwords."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.models import Account
from lotrinh.office.accounts.policies import may_manage_accounts
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require
from lotrinh.office.platform.roles import roles

FIELDS = ("username", "full_name", "role", "unit_code", "email", "is_active", "language")


def _state(account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in FIELDS}


def _check(values: Mapping[str, Any]) -> None:
    """A known role, and a unit where the role needs one. Raises Faults."""
    role = roles().get(values.get("role", ""))
    if role is None:
        raise Faults(
            Fault(
                "accounts.unknown_role",
                "role",
                "Hãy chọn một vai trò có trong danh sách.",
                "Choose a role of the list.",
                got=str(values.get("role")),
                expected=", ".join(roles()),
            )
        )
    if role.needs_unit and not values.get("unit_code"):
        raise Faults(
            Fault(
                "accounts.needs_unit",
                "unit_code",
                "Vai trò này cần mã đơn vị mà người đó làm việc.",
                "This role needs the code of the unit the person works for.",
                expected="unit code",
            )
        )


@transaction.atomic
def create_account(actor: Any, values: Mapping[str, Any], password: str | None) -> Account:
    """A new account; actor None is the system itself (demonstration accounts); without a password nobody can
    sign in with it.
    """
    if actor is not None:
        require(may_manage_accounts(actor))
    _check(values)
    account = Account(**values)
    account.set_password(password)
    account.save()
    audit.record(actor, "create_account", account, at=timezone.now(), after=_state(account))
    return account


@transaction.atomic
def change_account(actor: Any, account: Account, values: Mapping[str, Any], password: str = "") -> Account:
    """Change name, role, unit, or whether it is open; a new password when one is given."""
    require(may_manage_accounts(actor))
    before = _state(Account.objects.select_for_update().get(pk=account.pk))
    _check({**before, **values})
    if account.pk == actor.pk and (
        values.get("is_active") is False or values.get("role", actor.role) != actor.role
    ):
        raise Faults(
            Fault(
                "accounts.own_door",
                "is_active",
                "Không thể tự khóa hoặc đổi vai trò tài khoản của chính mình.",
                "You cannot close your own account or change your own role.",
            )
        )
    for name, value in values.items():
        setattr(account, name, value)
    if password:
        account.set_password(password)
    account.save()
    note = "password set" if password else ""
    audit.record(
        actor, "change_account", account, at=timezone.now(), before=before, after=_state(account), note=note
    )
    return account


@transaction.atomic
def change_own_password(account: Account, password: str) -> None:
    """The person's own new password; the old one was checked by the form."""
    account.set_password(password)
    account.save(update_fields=["password"])
    audit.record(account, "change_password", account, at=timezone.now())


@transaction.atomic
def change_own_profile(account: Account, values: Mapping[str, Any]) -> None:
    """Name, language and text size."""
    before = {name: getattr(Account.objects.get(pk=account.pk), name) for name in values}
    Account.objects.filter(pk=account.pk).update(**values)
    audit.record(account, "change_profile", account, at=timezone.now(), before=before, after=dict(values))
