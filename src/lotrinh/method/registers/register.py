"""A register is always read as of a day: ``valid_to`` is the first day without the unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lotrinh.method.faults import Fault, Faults

PARENT_POINT = "chưa có tọa độ: tính theo điểm của quận, huyện, thị xã"
ASSUMED_POINT = "chưa có tọa độ trụ sở: giả định tại Hoàn Kiếm"
IMPORTED_POINT = "tọa độ do người dùng nhập, không có trong danh mục"
PLACE_NOTES: Mapping[str, str] = {
    "": "",
    PARENT_POINT: "no coordinates: planned with the district's point",
    ASSUMED_POINT: "head office not located: assumed at Hoàn Kiếm",
    IMPORTED_POINT: "coordinates imported by people, not from the register",
}


@dataclass(frozen=True, slots=True)
class RegisterUnit:
    """One body of a register.

    kind: department | district | commune | province; type: the Vietnamese word (sở, quận, xã …).
    lat, lon in degrees, None = not known; then planned_at is the point that stands for it and place_note says
    so (Vietnamese; English in PLACE_NOTES). sectors: keys of the fields it answers for. area in km2.
    """

    code: str
    name: str
    kind: str
    type: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    lat: float | None
    lon: float | None
    place_note: str
    sectors: tuple[str, ...]
    gso_code: str
    register: str = ""
    area_km2: float | None = None
    population: int | None = None
    head_office: str = ""
    mark: str = "seen"
    note: str = ""
    source: str = ""
    planned_at: tuple[float, float] | None = None

    def is_valid(self, day: date) -> bool:
        """Whether the unit exists that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """From ``date`` on, ``successor`` stands for ``predecessor``; extent 'whole' or 'part' (it was split)."""

    predecessor: str
    successor: str
    date: date
    extent: str
    mark: str = "seen"
    note: str = ""
    source: str = ""


class Register:
    """The units of one register with the successions that touch them (also those to another register)."""

    def __init__(
        self,
        key: str,
        reads_from: date,
        units: Iterable[RegisterUnit],
        successions: Iterable[Succession] = (),
    ) -> None:
        """reads_from: the first day the register knows; earlier days are a fault."""
        self.key = key
        self.reads_from = reads_from
        self.units: dict[str, RegisterUnit] = {u.code: u for u in units}
        self._successors: dict[str, list[Succession]] = {}
        self._predecessors: dict[str, list[Succession]] = {}
        for s in successions:
            self._successors.setdefault(s.predecessor, []).append(s)
            self._predecessors.setdefault(s.successor, []).append(s)

    def units_as_of(self, day: date, kind: str | None = None) -> list[RegisterUnit]:
        """Units that exist that day, in register order; of one kind when it is given."""
        if day < self.reads_from:
            raise Faults(
                Fault(
                    "registers.before_known",
                    f"register {self.key}",
                    f"Danh mục {self.key} chỉ biết từ ngày {self.reads_from}; hãy chọn ngày sau đó.",
                    f"Register {self.key} knows nothing before {self.reads_from}; choose a later day.",
                    got=day.isoformat(),
                    expected=f">= {self.reads_from.isoformat()}",
                )
            )
        return [u for u in self.units.values() if u.is_valid(day) and kind in (None, u.kind)]

    def unit(self, code: str) -> RegisterUnit:
        """The unit of that code, whenever it existed; a fault if there is none."""
        if code not in self.units:
            raise Faults(
                Fault(
                    "registers.unknown_unit",
                    f"register {self.key}",
                    f"Danh mục {self.key} không có đơn vị mang mã “{code}”; hãy kiểm tra mã.",
                    f"Register {self.key} has no unit with code “{code}”; check the code.",
                    got=code,
                    expected="a unit code of the register",
                )
            )
        return self.units[code]

    def successors(self, code: str) -> list[Succession]:
        """What became of the unit: every pair, never forced to one. Empty: the data names none."""
        return list(self._successors.get(code, ()))

    def predecessors(self, code: str) -> list[Succession]:
        """What the unit was made of."""
        return list(self._predecessors.get(code, ()))

    def successions(self) -> list[Succession]:
        """Every pair known to the register."""
        return [s for pairs in self._successors.values() for s in pairs]
