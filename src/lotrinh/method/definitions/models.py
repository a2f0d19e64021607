"""The small models: text in two languages, citations, acts, sectors, units as they stand in the tables."""

from __future__ import annotations

from datetime import date as Day
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lotrinh.method.definitions.faulty import ModelFault

Mark = Literal["plan", "seen", "computed", "recalled", "assumption"]
Kind = Literal["department", "district", "commune", "province"]


class Strict(BaseModel):
    """Unknown keys are refused; what was read is never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """A sentence in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __str__(self) -> str:
        return self.vi

    def sentence(self, language: str = "vi") -> str:
        """The text in one language ('vi' or 'en')."""
        return self.en if language == "en" else self.vi


class Cited(Strict):
    """Where something comes from. mark: plan (the plan says it), seen, computed, recalled, assumption (ours).

    What is recalled or assumed must say why (``reason``).
    """

    source: str | None = None
    mark: Mark
    reason: Text | None = None

    @model_validator(mode="after")
    def _backed(self) -> Cited:
        if self.mark in ("recalled", "assumption") and self.reason is None:
            raise ModelFault(
                "definitions.reason_missing",
                f"Mục đánh dấu “{self.mark}” phải nêu lý do; hãy thêm khóa “reason”.",
                f"What is marked “{self.mark}” must say why; add the key “reason”.",
                got="no reason",
                expected="reason: {vi, en}",
            )
        if self.mark in ("plan", "seen") and self.source is None:
            raise ModelFault(
                "definitions.source_missing",
                f"Mục đánh dấu “{self.mark}” phải dẫn nguồn; hãy thêm khóa “source”.",
                f"What is marked “{self.mark}” must cite its source; add the key “source”.",
                got="no source",
                expected="source: id of an act",
            )
        return self


class Act(Strict):
    """A legal act or another published source, under our id."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    number: str
    date: Day | None = None
    year: int | None = None
    title_vi: str
    title_en: str
    issuer: str
    in_force_from: Day | None = None
    in_force_to: Day | None = None
    url: str = ""
    mark: Mark
    note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Act:
        if self.in_force_from and self.in_force_to and self.in_force_from >= self.in_force_to:
            raise ModelFault(
                "definitions.dates_reversed",
                "Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                "in_force_to must be later than in_force_from.",
                got=f"{self.in_force_from} … {self.in_force_to}",
                expected="in_force_from < in_force_to",
                at=("in_force_to",),
            )
        return self


class Acts(Strict):
    """One file of sources/."""

    licence: str
    sources: tuple[Act, ...]


class Sector(Strict):
    """A field of State administration (lĩnh vực)."""

    key: str = Field(pattern=r"^[a-z][a-z_]*$")
    name_vi: str
    name_en: str
    note: Text | None = None


class Sectors(Strict):
    """sectors/sectors.yaml."""

    licence: str
    sectors: tuple[Sector, ...]


class SectorDuty(Cited):
    """Which bodies of a register answer for a sector: units by code, or every unit of a kind."""

    sector: str
    units: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()


class SectorDuties(Strict):
    """sectors/<register>.yaml."""

    register_key: str = Field(alias="register")
    licence: str
    duties: tuple[SectorDuty, ...]


class RegisterTable(Strict):
    """One table of a register: its file, the kind of its units, and how many it must hold."""

    file: str
    kind: Kind
    count: int
    assumed_place: str | None = None


class RegisterHeader(Strict):
    """registers/<key>/register.yaml."""

    key: str
    place: str
    title: Text
    reads_from: Day
    licence: str
    source: str
    note: Text | None = None
    tables: tuple[RegisterTable, ...]
    successions: tuple[str, ...] = ()
    geometry: str | None = None
    distances: str | None = None


class UnitRow(Strict):
    """A row of a register table."""

    code: str = Field(pattern=r"^[a-z]{2}\.[a-z0-9.-]+$")
    gso_code: str = ""
    name: str
    type: str
    parent: str | None = None
    valid_from: Day
    valid_to: Day | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    area_km2: float | None = Field(default=None, gt=0)
    population: int | None = Field(default=None, ge=0)
    head_office: str = ""
    mark: Mark
    note: str = ""
    source: str

    @model_validator(mode="after")
    def _in_order(self) -> UnitRow:
        if self.valid_to is not None and self.valid_from >= self.valid_to:
            raise ModelFault(
                "definitions.dates_reversed",
                "valid_to phải sau valid_from; hãy sửa một trong hai ngày.",
                "valid_to must be later than valid_from; correct one of them.",
                got=f"{self.valid_from} … {self.valid_to}",
                expected="valid_from < valid_to",
            )
        return self


class SuccessionRow(Strict):
    """A row of successions.csv."""

    predecessor: str
    successor: str
    date: Day
    extent: Literal["whole", "part"]
    mark: Mark
    note: str = ""
    source: str


class DistanceRow(Strict):
    """Great-circle km between the points of two units."""

    unit_a: str
    unit_b: str
    great_circle_km: float = Field(ge=0)


class CalendarHeader(Strict):
    """calendars/<key>.yaml."""

    key: str
    title: Text
    first_year: int
    last_year: int
    table: str
    licence: str
    source: str
    working_days: dict[int, int] = {}
    note: Text | None = None


class CalendarRow(Strict):
    """A row of a calendar table; weekday is a check against typing errors."""

    date: Day
    weekday: Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    kind: Literal["public_holiday", "compensatory_off", "swapped_off", "makeup_workday", "proposed_holiday"]
    name_vi: str
    name_en: str
    mark: Mark
    source: str

    @model_validator(mode="after")
    def _weekday(self) -> CalendarRow:
        real = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[self.date.weekday()]
        if real != self.weekday:
            raise ModelFault(
                "definitions.weekday",
                f"Ngày {self.date} không phải {self.weekday}; hãy kiểm tra ngày hoặc cột weekday.",
                f"{self.date} is not a {self.weekday}; check the date or the weekday column.",
                got=self.weekday,
                expected=real,
            )
        return self
