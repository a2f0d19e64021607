"""A plan as data: what the authority decided, line by line, and the settings needed beside it."""

from __future__ import annotations

from datetime import date as Day
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from lotrinh.method.definitions.faulty import ModelFault
from lotrinh.method.definitions.models import Cited, Kind, Strict, Text
from lotrinh.method.definitions.rules import Rules


class Item(Cited):
    """One line of the plan."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    number: int | None = None
    acts: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()

    def sentence(self, language: str = "vi") -> str:
        """The line in one language."""
        return self.en if language == "en" else self.vi


class Period(Cited):
    """From start to end, both included."""

    vi: str
    en: str
    start: Day
    end: Day

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.start >= self.end:
            raise ModelFault(
                "definitions.dates_reversed",
                "Ngày kết thúc phải sau ngày bắt đầu.",
                "end must be later than start.",
                got=f"{self.start} … {self.end}",
                expected="start < end",
                at=("end",),
            )
        return self

    @property
    def until(self) -> Day:
        """The first day after the period."""
        return self.end + timedelta(days=1)


class Focus(Item):
    """The fields on which the plan concentrates, as sector keys."""

    fields: tuple[str, ...]


class RiskSettings(Cited):
    """Which risk profile weighs the signals; weights override those of the profile by signal key."""

    profile: str
    weights: dict[str, Decimal] = {}


class VisitLength(Cited):
    """Half days on the spot by kind of unit."""

    half_days: dict[Kind, int]


class Home(Cited):
    """Where a team starts from, in degrees."""

    vi: str
    en: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class MemberDefinition(Strict):
    """A member; body is the unit that sent him."""

    name: str
    body: str
    fields: tuple[str, ...] = ()
    role: Literal["head", "deputy", "secretary", "member"] = "member"


class DaysOff(Strict):
    """Days from start to before end on which a team makes no visit."""

    start: Day
    end: Day
    reason: Text


class TeamDefinition(Cited):
    """A team (đoàn)."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: Text
    home: Home
    members: tuple[MemberDefinition, ...] = Field(min_length=1)
    days_off: tuple[DaysOff, ...] = ()
    synthetic: bool = False


class Aims(Cited):
    """Weights: points of the total per unit of each aim; kind_weight multiplies risk by kind."""

    risk: float = Field(gt=0)
    earliness: float = Field(ge=0)
    km: float = Field(ge=0)
    balance: float = Field(ge=0)
    kind_weight: dict[Kind, float]
    road_factor: float = Field(ge=1)


class Neighbourhoods(Cited):
    """How communes are put into cells where no district stands above them."""

    target_size: int = Field(ge=2)


class PlanDefinition(Strict):
    """plans/<key>.yaml. ``synthetic``: of our own making; ``note`` then says so."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    number: str
    title: Text
    date: Day
    authority: Text
    signer: Text | None = None
    drafted_by: str | None = None
    source: str | None = None
    synthetic: bool = False
    note: Text | None = None
    register_key: str = Field(alias="register")
    register_as_of: Day
    calendar: str
    calendar_options: tuple[Literal["proposed_holiday"], ...] = ()
    period: Period
    contents: tuple[Item, ...] = Field(min_length=1)
    who: tuple[Item, ...] = Field(min_length=1)
    focus: Focus
    purposes: tuple[Item, ...] = Field(min_length=1)
    use: tuple[Item, ...] = ()
    basis: tuple[Item, ...] = Field(min_length=1)
    risk: RiskSettings
    visit_length: VisitLength
    teams: tuple[TeamDefinition, ...] = Field(min_length=1)
    rules: Rules
    neighbourhoods: Neighbourhoods | None = None
    aims: Aims
    seed: int
    limit_seconds: float = Field(default=30, gt=0)

    @model_validator(mode="after")
    def _whole(self) -> PlanDefinition:
        if self.synthetic and self.note is None:
            raise ModelFault(
                "definitions.synthetic_unlabelled",
                "Kế hoạch tự lập phải có ghi chú nói rõ điều đó.",
                "A plan of our own making must say so in its note.",
                got="synthetic: true, no note",
                expected="note: {vi, en}",
                at=("synthetic",),
            )
        ids = [t.id for t in self.teams]
        for i, team in enumerate(ids):
            if team in ids[:i]:
                raise ModelFault(
                    "definitions.duplicate",
                    f"Mã đoàn “{team}” trùng.",
                    f"The team id “{team}” stands twice.",
                    got=team,
                    expected="each id once",
                    at=("teams", i, "id"),
                )
        return self

    @property
    def focus_fields(self) -> tuple[str, ...]:
        """Sector keys of the fields on which the plan concentrates."""
        return self.focus.fields

    @property
    def durations(self) -> dict[Kind, int]:
        """Half days on the spot by kind."""
        return self.visit_length.half_days
