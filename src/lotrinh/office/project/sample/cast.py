"""Who plays in the sample: the demonstration's accounts, and accounts that nobody can sign in with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lotrinh.office.accounts.actions.accounts import create_account
from lotrinh.office.accounts.models import Account
from lotrinh.office.planning.models import Plan, TeamSeat
from lotrinh.office.registry.models import Unit

SITTING = ("head", "secretary")
"""Who of a team needs an account, so that the chain goes on."""


@dataclass
class Cast:
    """Accounts by what they do. units: code of a unit → the account that answers for it."""

    planner: Account
    leader: Account
    clerk: Account
    units: dict[str, Account] = field(default_factory=dict)

    def unit(self, unit: Unit) -> Account:
        """Whoever answers for a unit: the demonstration's own account, else one made for the sample."""
        if unit.code not in self.units:
            own = Account.objects.filter(role="inspected_unit", unit_code=unit.code, is_active=True).first()
            self.units[unit.code] = own or _closed_door(
                f"mh-{unit.code.removeprefix('hn.')}",
                f"Cán bộ CCHC {unit.name} (minh họa)",
                "inspected_unit",
                unit.code,
            )
        return self.units[unit.code]


def seat_teams(plan: Plan, own: dict[str, Account]) -> None:
    """Seat an account for head and secretary of each team. own: full name → an account that is there.

    The names are those of the plan, which are invented.
    """
    for team in plan.definition.get("teams", ()):
        seen: set[str] = set()
        for member in team["members"]:
            if member["role"] not in SITTING or member["role"] in seen:
                continue
            seen.add(member["role"])
            account = own.get(member["name"]) or _closed_door(
                f"mh-{team['id']}-{'truong' if member['role'] == 'head' else 'thu-ky'}",
                member["name"],
                "inspector",
            )
            TeamSeat.objects.get_or_create(plan=plan, team_id=team["id"], account=account)


def _closed_door(username: str, full_name: str, role: str, unit_code: str = "") -> Account:
    """An account without a password: it acts in the sample and cannot sign in."""
    known = Account.objects.filter(username=username).first()
    values: dict[str, Any] = {
        "username": username, "full_name": full_name[:150], "role": role, "unit_code": unit_code,
    }  # fmt: skip
    return known or create_account(None, values, None)
