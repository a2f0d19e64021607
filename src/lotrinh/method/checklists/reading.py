"""Which questions a plan asks of a kind of body."""

from __future__ import annotations

from datetime import date as Day
from pathlib import Path

from lotrinh.method.checklists.models import Checklist, Item, resolved
from lotrinh.method.definitions import Library
from lotrinh.method.definitions.digests import digest
from lotrinh.method.faults import Fault, Faults

FOLDER = "checklists"


def checklists(library: Library) -> list[str]:
    """Keys of the checklists."""
    return [Path(name).stem for name in library.files(FOLDER)] if library.path(FOLDER).is_dir() else []


def read_checklist(library: Library, key: str) -> Checklist:
    """checklists/<key>.yaml. Faults with file and line."""
    return library.read(Checklist, FOLDER, f"{key}.yaml")


def checklist_for(library: Library, plan_key: str, on: Day | None = None) -> Checklist:
    """The newest version of a plan's checklist, or the newest in force on a day; a fault if there is none."""
    found = [c for c in (read_checklist(library, key) for key in checklists(library)) if c.plan == plan_key]
    found = [c for c in found if on is None or c.valid_from <= on]
    if not found:
        raise Faults(_none(plan_key, on))
    return max(found, key=lambda c: c.version)


def items_of(checklist: Checklist) -> tuple[Item, ...]:
    """Every item with its place, in the order of the file."""
    return tuple(resolved(group, item) for group in checklist.groups for item in group.items)


def questions_for(library: Library, plan_key: str, unit_kind: str, on: Day | None = None) -> tuple[Item, ...]:
    """What the plan asks of a kind of body (department, district, commune), by content."""
    asked = [i for i in items_of(checklist_for(library, plan_key, on)) if unit_kind in i.kinds]
    if not asked:
        raise Faults(_no_kind(plan_key, unit_kind))
    return tuple(sorted(asked, key=lambda item: item.content))


def checklist_digest(library: Library, key: str) -> str:
    """The SHA-256 of a checklist, over its content and not its layout."""
    return digest(library.root, f"{FOLDER}/{key}")


def _none(plan_key: str, on: Day | None) -> Fault:
    day = on.isoformat() if on else "any day"
    return Fault(
        "checklists.none_for_plan",
        f"definitions/{FOLDER}",
        f"Kế hoạch “{plan_key}” chưa có bộ câu hỏi có hiệu lực; hãy bổ sung tệp trong checklists/.",
        f"The plan “{plan_key}” has no checklist in force; add a file to checklists/.",
        got=f"{plan_key}, {day}",
        expected="a checklist that names the plan",
    )


def _no_kind(plan_key: str, unit_kind: str) -> Fault:
    return Fault(
        "checklists.no_kind",
        f"definitions/{FOLDER}",
        f"Bộ câu hỏi của kế hoạch “{plan_key}” không hỏi loại đơn vị “{unit_kind}”; hãy chọn loại khác.",
        f"The checklist of the plan “{plan_key}” asks nothing of the kind “{unit_kind}”; choose another.",
        got=unit_kind,
        expected="department, district or commune, as the plan inspects them",
    )
