"""From the teams of a roadmap to seats of an inspection."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lotrinh.office.inspections.models import Inspection, Seat
from lotrinh.office.planning.models import Plan, Roadmap, TeamSeat
from lotrinh.office.registry.models import Unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

ROLES = ("head", "deputy", "secretary", "member")


@dataclass(frozen=True, slots=True)
class Person:
    """Who shall sit in a team; account: where he signs in, None when he does not."""

    name: str
    role: str
    body_code: str = ""
    body_name: str = ""
    fields: tuple[str, ...] = ()
    account: Account | None = None
    office: str = ""
    nomination: str = ""

    def seat(self, inspection: Inspection, at: datetime) -> Seat:
        """The seat, not yet written."""
        return Seat(
            inspection=inspection,
            account=self.account,
            name=self.name,
            office=self.office,
            body_code=self.body_code,
            body_name=self.body_name,
            role=self.role,
            fields=list(self.fields),
            nomination=self.nomination,
            since=at,
        )


def same_name(name: str) -> str:
    """A full name as it is compared: without differences of spaces, case and composition of marks."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def teams_of_roadmap(plan: Plan, roadmap: Roadmap) -> dict[str, tuple[Person, ...]]:
    """Team id → its people, with the accounts that planning seated; two queries whatever the number of teams.

    An account that sits in the team under no member's name becomes a further member.
    """
    raw = {t["id"]: t["members"] for t in roadmap.problem["teams"]}
    codes = {m.get("body", "") for members in raw.values() for m in members}
    bodies = dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))
    seated: dict[str, list[Account]] = {}
    for seat in TeamSeat.objects.filter(plan=plan).select_related("account").order_by("pk"):
        seated.setdefault(seat.team_id, []).append(seat.account)
    return {team: _people(members, seated.get(team, []), bodies) for team, members in raw.items()}


def _people(
    members: Sequence[Mapping[str, Any]], accounts: Sequence[Account], bodies: Mapping[str, str]
) -> tuple[Person, ...]:
    by_name = {same_name(a.full_name): a for a in accounts}
    found, has_head = [], False
    for member in members:
        role = member.get("role", "member")
        role = role if role in ROLES else "member"
        if role == "head" and has_head:
            role = "deputy"  # one decision names one head
        has_head |= role == "head"
        code = member.get("body", "")
        account = by_name.pop(same_name(member["name"]), None)
        fields = tuple(member.get("fields", ()))
        found.append(Person(member["name"], role, code, bodies.get(code, code), fields, account))
    found += [Person(a.full_name, "member", account=a) for a in by_name.values()]
    return tuple(found)


def conflict_of_interest(inspection: Inspection, body_code: str) -> bool:
    """Whether somebody of this body would inspect his own: the unit itself, or the one above or below it."""
    unit = inspection.unit
    above = unit.parent.code if unit.parent else ""
    return bool(body_code) and body_code in {unit.code, above}
