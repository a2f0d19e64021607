"""The name of a body in full, as it stands in papers, and of the office of its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.registry.models import Unit

COMMITTEE: Final = "Ủy ban nhân dân"
TERRITORIES: Final = ("phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "thành phố", "tỉnh")
HEADS: Final = (
    ("văn phòng", "Chánh Văn phòng"),
    ("thanh tra", "Chánh Thanh tra"),
    ("ban ", "Trưởng ban"),
    ("trung tâm", "Giám đốc"),
    ("sở", "Giám đốc"),
)


def official_name(unit: Unit) -> str:
    """'Ủy ban nhân dân phường Phúc Xá, quận Ba Đình'; a department keeps its own name."""
    if unit.kind == "department":
        return spelled_out(unit.name)
    name = f"{COMMITTEE} {territory(unit)}"
    above = unit.parent
    return f"{name}, {territory(above)}" if above is not None and above.kind == "district" else name


def territory(unit: Unit) -> str:
    """'phường Phúc Xá': the type in small letters before the name."""
    name = unit.name.strip()
    name = name[:1].lower() + name[1:]
    if name.lower().startswith(tuple(f"{t} " for t in TERRITORIES)):
        return name
    return f"{unit.type.strip().lower()} {unit.name.strip()}".strip()


def spelled_out(name: str) -> str:
    """Without the abbreviation UBND."""
    return re.sub(r"\bUBND\b", COMMITTEE, name.strip())


def inspected_name(inspection: Inspection) -> str:
    """The name of what was inspected: the exact place where a source names one below the unit."""
    return spelled_out(inspection.place_name) if inspection.place_name else official_name(inspection.unit)


def head_of(unit: Unit) -> str:
    """The office of its head: 'Chủ tịch Ủy ban nhân dân phường …', 'Giám đốc Sở …'."""
    name = official_name(unit)
    if unit.kind != "department":
        return f"Chủ tịch {name}"
    found = next((office for start, office in HEADS if name.lower().startswith(start)), "Thủ trưởng")
    repeated = ("Chánh Văn phòng", "Chánh Thanh tra", "Trưởng ban")
    rest = re.sub(r"^(Văn phòng|Thanh tra|Ban)\s+", "", name) if found in repeated else name
    return f"{found} {rest}"


def seat_of(inspection: Inspection) -> str:
    """Where the visit is: the registered head office, else the seat of the body."""
    unit = inspection.unit
    name = inspected_name(inspection)
    return f"trụ sở {name}" + (f" ({unit.head_office})" if unit.head_office else "")
