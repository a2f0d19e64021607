"""Who is told: the accounts of units (also of bodies that carry a merged one on), the office, the leaders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lotrinh.office.accounts.models import Account
from lotrinh.office.platform.roles import roles
from lotrinh.office.registry.models import Succession

MOST_STEPS = 4
HEAD = "unit_head"


def roles_with(verb: str, *, of_units: bool = False) -> list[str]:
    """Roles that hold a verb, on the inspected side or on the office's."""
    return [role.key for role in roles().values() if verb in role.verbs and role.needs_unit == of_units]


def office_accounts() -> list[Account]:
    """Everybody who opens inspections: the reform office of the department."""
    return list(Account.objects.filter(is_active=True, role__in=roles_with("open_inspections")))


def leader_accounts() -> list[Account]:
    """Everybody who issues conclusions."""
    return list(Account.objects.filter(is_active=True, role__in=roles_with("conclude")))


class UnitPeople:
    """Accounts by the code of the unit that they answer for; every account of units in two queries."""

    def __init__(self) -> None:
        wanted = [role.key for role in roles().values() if role.needs_unit]
        found = Account.objects.filter(is_active=True, role__in=wanted).exclude(unit_code="")
        self._by_code: dict[str, list[Account]] = defaultdict(list)
        for account in found:
            self._by_code[account.unit_code].append(account)
        self._heirs: dict[str, list[str]] = defaultdict(list)
        whole = Succession.objects.filter(extent=Succession.Extent.WHOLE)
        for old, new in whole.values_list("predecessor__code", "successor__code"):
            self._heirs[old].append(new)

    def of(self, code: str) -> list[Account]:
        """Everybody who answers for the unit of this code."""
        return [account for each in sorted(self._carriers(code)) for account in self._by_code.get(each, ())]

    def staff_of(self, code: str) -> list[Account]:
        """Whoever does the work there: not the head, unless there is nobody else."""
        everybody = self.of(code)
        return [account for account in everybody if account.role != HEAD] or everybody

    def heads_of(self, code: str) -> list[Account]:
        """The heads of the unit; everybody there when no head has an account."""
        everybody = self.of(code)
        return [account for account in everybody if account.role == HEAD] or everybody

    def _carriers(self, code: str) -> set[str]:
        found, latest = {code}, {code}
        for _ in range(MOST_STEPS):
            latest = {new for old in latest for new in self._heirs.get(old, ())} - found
            found |= latest
        return found


def accounts_of_units(codes: Iterable[str]) -> list[Account]:
    """Everybody who answers for one of the units."""
    people = UnitPeople()
    return list({account.pk: account for code in codes for account in people.of(code)}.values())
