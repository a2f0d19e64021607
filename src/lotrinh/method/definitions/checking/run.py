"""Every check, one after another; each fault once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lotrinh.method.definitions.checking.acts import check_acts
from lotrinh.method.definitions.checking.calendars import check_calendars
from lotrinh.method.definitions.checking.files import check_files
from lotrinh.method.definitions.checking.frozen import check_frozen
from lotrinh.method.definitions.checking.plans import check_plans
from lotrinh.method.definitions.checking.registers import check_registers
from lotrinh.method.definitions.checking.sectors import check_sectors
from lotrinh.method.definitions.library import Library
from lotrinh.method.faults import Fault, Faults

Check = Callable[[Library], Iterable[Fault]]
CHECKS: tuple[Check, ...] = (
    check_files,
    check_acts,
    check_sectors,
    check_registers,
    check_calendars,
    check_plans,
    check_frozen,
)


def check(library: Library, more: Iterable[Check] = ()) -> list[Fault]:
    """All faults of the library, in the order of the checks; ``more``: checks of parts above this one."""
    seen: dict[tuple[str, str, str], Fault] = {}
    for one in (*CHECKS, *more):
        for fault in _collected(one, library):
            seen.setdefault((fault.code, fault.where, fault.got), fault)
    return list(seen.values())


def _collected(one: Check, library: Library) -> list[Fault]:
    """What a check yields, and what stopped it."""
    found: list[Fault] = []
    try:
        found.extend(one(library))
    except Faults as error:
        found.extend(error.faults)
    return found
