"""The library of definitions: opened on a folder, each part read once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from lotrinh.method.dates import CalendarDay, WorkingCalendar
from lotrinh.method.definitions.models import (
    Act,
    Acts,
    CalendarHeader,
    CalendarRow,
    DistanceRow,
    RegisterHeader,
    Sector,
    SectorDuties,
    SectorDuty,
    Sectors,
    SuccessionRow,
)
from lotrinh.method.definitions.plan import PlanDefinition
from lotrinh.method.definitions.reading import Document, read_json, read_yaml, validated
from lotrinh.method.definitions.register_tables import register_units, succession
from lotrinh.method.definitions.tables import read_table
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.registers import Register

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
ROOTS = (Path(__file__).parents[2] / "definitions", Path(__file__).parents[4] / "definitions")
"""In an installed wheel inside the package, in a checkout beside ``src``."""


def own_root() -> Path:
    """The definitions of this distribution: the first of ROOTS that is there, else a checkout's."""
    return next((folder for folder in ROOTS if folder.is_dir()), ROOTS[-1])


class Library:
    """Read access to ``definitions/``. Nothing is read before it is asked for, and nothing twice."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, Any] = {}

    @classmethod
    def open(cls, root: Path | None = None) -> Library:
        """The library in a folder; without one, the definitions of this distribution."""
        folder = root or own_root()
        if folder.is_dir():
            return cls(folder)
        raise Faults(
            Fault(
                "definitions.no_folder",
                str(folder),
                "Không tìm thấy thư mục định nghĩa; hãy chỉ đúng thư mục.",
                "There is no folder of definitions; name the right one.",
                got="no folder",
                expected="a folder with plans/, registers/, calendars/ …",
            )
        )

    def path(self, *parts: str) -> Path:
        """A path inside the library."""
        return self.root.joinpath(*parts)

    def document(self, *parts: str) -> Document:
        """A YAML file as plain data with line numbers."""
        return self._once("document:" + "/".join(parts), lambda: read_yaml(self.path(*parts), self.root))

    def read(self, model: type[M], *parts: str) -> M:
        """A YAML file as a model."""
        return self._once("model:" + "/".join(parts), lambda: validated(self.document(*parts), model))

    def table(self, model: type[M], *parts: str) -> list[M]:
        """A CSV file, each row a model."""
        return self._once("table:" + "/".join(parts), lambda: read_table(self.path(*parts), model, self.root))

    def geojson(self, *parts: str) -> dict[str, Any]:
        """A GeoJSON file; every feature has the property ``code``, a unit code."""
        return self._once("geojson:" + "/".join(parts), lambda: read_json(self.path(*parts), self.root))

    def geometry(self, register: str) -> dict[str, Any] | None:
        """The outlines of a register's units, for a map and not for measuring; None where there are none."""
        name = self.register_header(register).geometry
        return self.geojson("registers", register, name) if name else None

    def files(self, folder: str, pattern: str = "*.yaml") -> list[str]:
        """Names of the files of a folder, sorted."""
        return sorted(p.name for p in self.path(folder).glob(pattern))

    @property
    def sources(self) -> dict[str, Act]:
        """Every act by id."""
        return self._once("sources", self._sources)

    @property
    def sectors(self) -> dict[str, Sector]:
        """Every sector (lĩnh vực) by key."""
        return self._once(
            "sectors", lambda: {s.key: s for s in self.read(Sectors, "sectors", "sectors.yaml").sectors}
        )

    def duties(self, register: str) -> tuple[SectorDuty, ...]:
        """Which bodies of a register answer for each sector; empty when nobody has said."""
        if not self.path("sectors", f"{register}.yaml").exists():
            return ()
        return self.read(SectorDuties, "sectors", f"{register}.yaml").duties

    def registers(self) -> list[str]:
        """Keys of the registers."""
        return sorted(p.parent.name for p in self.root.glob("registers/*/register.yaml"))

    def register_header(self, key: str) -> RegisterHeader:
        """What a register says of itself."""
        self._among("register", key, self.registers())
        return self.read(RegisterHeader, "registers", key, "register.yaml")

    def register(self, key: str) -> Register:
        """The register, with the successions that start or end in it."""
        return self._once(f"register:{key}", lambda: self._register(key))

    def distances(self, key: str) -> dict[tuple[str, str], float]:
        """Great-circle km between units, by (code, code) in both orders; empty where there is no table."""
        return self._once(f"distances:{key}", lambda: self._distances(key))

    def calendars(self) -> list[str]:
        """Keys of the calendars."""
        return [Path(n).stem for n in self.files("calendars")]

    def calendar(self, key: str, options: tuple[str, ...] = ()) -> WorkingCalendar:
        """A working calendar; options switch on what is off by default (``proposed_holiday``)."""
        return self._once(f"calendar:{key}:{options}", lambda: self._calendar(key, options))

    def plans(self) -> list[str]:
        """Keys of the plans, oldest first by name."""
        return [Path(n).stem for n in self.files("plans")]

    def plan(self, key: str) -> PlanDefinition:
        """A plan."""
        self._among("plan", key, self.plans())
        return self.read(PlanDefinition, "plans", f"{key}.yaml")

    def _once(self, key: str, read: Callable[[], T]) -> T:
        if key not in self._read:
            self._read[key] = read()
        return cast(T, self._read[key])

    def _sources(self) -> dict[str, Act]:
        files = [self.read(Acts, "sources", name) for name in self.files("sources")]
        return {act.id: act for acts in files for act in acts.sources}

    def _register(self, key: str) -> Register:
        header = self.register_header(key)
        units = register_units(self, header, self.duties(key))
        pairs = [
            succession(row)
            for name in header.successions
            for row in self.table(SuccessionRow, "registers", *name.split("/"))
        ]
        return Register(key, header.reads_from, units, pairs)

    def _distances(self, key: str) -> dict[tuple[str, str], float]:
        name = self.register_header(key).distances
        rows = self.table(DistanceRow, "registers", key, name) if name else []
        both = {(r.unit_a, r.unit_b): r.great_circle_km for r in rows}
        return both | {(b, a): km for (a, b), km in both.items()}

    def _calendar(self, key: str, options: tuple[str, ...]) -> WorkingCalendar:
        self._among("calendar", key, self.calendars())
        header = self.read(CalendarHeader, "calendars", f"{key}.yaml")
        rows = self.table(CalendarRow, "calendars", header.table)
        days = [CalendarDay(r.date, r.kind, r.name_vi, r.name_en, r.mark, r.source) for r in rows]
        return WorkingCalendar(key, (header.first_year, header.last_year), days, options)

    def _among(self, what: str, key: str, known: list[str]) -> None:
        if key in known:
            return
        raise Faults(
            Fault(
                "definitions.unknown_key_of",
                f"definitions/{what}s",
                f"Không có định nghĩa “{key}”; các định nghĩa hiện có: {', '.join(known)}.",
                f"There is no {what} “{key}”; there are: {', '.join(known)}.",
                got=key,
                expected=", ".join(known),
            )
        )
