"""The team of an inspection: who sits in it, who left, and who could join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.models import Inspection, Seat
from lotrinh.office.inspections.seating import conflict_of_interest
from lotrinh.office.planning.queries.plans import sector_names, team_names
from lotrinh.office.platform.roles import roles
from lotrinh.office.registry.models import Kind, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDER = {"head": 0, "deputy": 1, "secretary": 2, "member": 3}


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat as a person reads it; own_body: he would inspect his own body."""

    seat: Seat
    fields: tuple[str, ...]
    own_body: bool


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """Who sits in the team now, by role, and who sat in it before."""

    now: tuple[SeatLine, ...]
    before: tuple[SeatLine, ...]

    @property
    def conflicts(self) -> tuple[SeatLine, ...]:
        """Seats of people who would inspect their own body."""
        return tuple(line for line in self.now if line.own_body)


def team_sheet(inspection: Inspection) -> TeamSheet:
    """For an inspection whose seats are at hand."""
    seats = sorted(inspection.seats.all(), key=lambda s: (ORDER.get(s.role, 9), s.pk))
    keys = list(dict.fromkeys(key for seat in seats for key in seat.fields))
    names = dict(zip(keys, sector_names(keys), strict=True)) if keys else {}
    lines = [_line(seat, names, inspection) for seat in seats]
    return TeamSheet(
        tuple(x for x in lines if x.seat.ended_at is None),
        tuple(x for x in lines if x.seat.ended_at is not None),
    )


def _line(seat: Seat, names: dict[str, str], inspection: Inspection) -> SeatLine:
    fields = tuple(names.get(key, key) for key in seat.fields)
    return SeatLine(seat, fields, conflict_of_interest(inspection, seat.body_code))


def team_name(inspection: Inspection) -> str:
    """The team's name in the reader's language."""
    if inspection.plan is None:
        return inspection.team_id
    return team_names(inspection.plan).get(inspection.team_id, inspection.team_id)


def accounts_to_seat() -> Sequence[Account]:
    """Accounts that can work in a team: whoever may record answers."""
    keys = [role.key for role in roles().values() if "record_answer" in role.verbs]
    return list(Account.objects.filter(is_active=True, role__in=keys).order_by("full_name", "username"))


def bodies_to_name(inspection: Inspection) -> list[dict[str, Any]]:
    """Departments of the register that can send a member: code and name."""
    rows = Unit.objects.filter(register_id=inspection.unit.register_id, kind=Kind.DEPARTMENT)
    return [{"code": u.code, "name": u.name} for u in rows.in_name_order().only("code", "name")]
