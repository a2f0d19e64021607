"""Another unit answers from now on: by decision of the office, or by itself when a unit was merged."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.recipients import accounts_of_units
from lotrinh.office.followup.stepping import clean, locked, open_states, take_step, write_step
from lotrinh.office.followup.telling import tell_of_entry
from lotrinh.office.registry.models import Unit
from lotrinh.office.registry.queries import body_in_charge

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "hand_over_correction"


@transaction.atomic
def hand_over_correction(
    actor: Account, correction: Correction, unit: Unit | None, reason: str, *, at: datetime
) -> CorrectionEntry:
    """The deadline stays. The old unit is told that it is rid of it, the new one that it has it."""
    row = locked(correction)
    old = row.unit
    entry = take_step(actor, row, VERB, at=at, text=clean(reason), data=_units(old, unit), unit=unit)
    assert unit is not None, "the condition has asked"
    row.unit = unit
    row.save(update_fields=["unit"])
    _tell(entry, [old.code], at)
    return entry


def _units(old: Unit, new: Unit | None) -> dict[str, Any]:
    return {
        "from": old.code,
        "from_name": old.name,
        "to": new.code if new else None,
        "to_name": new.name if new else None,
    }


def _tell(entry: CorrectionEntry, codes: list[str], at: datetime) -> None:
    people = accounts_of_units([*codes, entry.correction.unit.code])
    tell_of_entry(people, entry, "Chuyển đơn vị chịu trách nhiệm", "Another unit answers for it", at=at)


def ended_units(today: date) -> QuerySet[Correction]:
    """Open corrective actions whose unit no longer exists."""
    rows: QuerySet[Correction] = Correction.objects.for_actions().filter(
        state__in=open_states(), unit__valid_to__isnull=False, unit__valid_to__lte=today
    )
    return rows


def hand_over_merged(at: datetime) -> dict[str, int]:
    """Give the corrective actions of merged units to the body that carries them on; each in its transaction.

    Those of a unit that was split, or ended without an heir, wait for a person. Returns how many of each.
    """
    counted = {"handed_over": 0, "to_choose": 0}
    heirs: dict[int, Unit | None] = {}
    for correction in ended_units(timezone.localdate(at)).select_related("unit"):
        unit = correction.unit
        if unit.pk not in heirs:
            found = body_in_charge(unit)
            heirs[unit.pk] = found if found is not None and found.pk != unit.pk else None
        heir = heirs[unit.pk]
        done = heir is not None and _hand_over_one(correction, heir, at)
        counted["handed_over" if done else "to_choose"] += 1
    return counted


@transaction.atomic
def _hand_over_one(correction: Correction, heir: Unit, at: datetime) -> bool:
    row = locked(correction)
    if row.unit_id != correction.unit_id or row.state not in open_states():
        return True
    old, row.unit = row.unit, heir
    text = f"{old.name} → {heir.name} ({old.valid_to:%d/%m/%Y})"
    data = {**_units(old, heir), "merged": True}
    entry = write_step(None, row, VERB, row.state, at=at, text=text, data=data)
    _tell(entry, [old.code], at)
    return True
