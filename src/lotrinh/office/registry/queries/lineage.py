"""Which bodies a body carries on, over mergers."""

from __future__ import annotations

from lotrinh.office.registry.models import Succession, Unit

MOST_STEPS = 4


def codes_carried_by(code: str) -> tuple[str, ...]:
    """The code itself and those of every body that went over into it as a whole, also over several steps.

    A body that was split is carried on by nobody alone: its heirs are named by hand.
    """
    found, latest = {code}, {code}
    for _ in range(MOST_STEPS):
        pairs = Succession.objects.filter(successor__code__in=latest, extent=Succession.Extent.WHOLE)
        latest = set(pairs.values_list("predecessor__code", flat=True)) - found
        if not latest:
            break
        found |= latest
    return tuple(sorted(found))


def heirs_of(unit: Unit) -> list[Unit]:
    """The bodies that a body went over into, in the Vietnamese order of names; empty while it exists."""
    return list(Unit.objects.filter(successions_in__predecessor=unit).distinct().order_by("sort_key"))


def body_in_charge(unit: Unit) -> Unit | None:
    """Who answers for a body's duties today: itself, or the one heir it went over into as a whole.

    None when it was split, so that a person must say who.
    """
    for _ in range(MOST_STEPS):
        if unit.valid_to is None:
            return unit
        pairs = list(Succession.objects.filter(predecessor=unit).select_related("successor"))
        if len(pairs) != 1 or pairs[0].extent != Succession.Extent.WHOLE:
            return unit if not pairs else None
        unit = pairs[0].successor
    return unit
