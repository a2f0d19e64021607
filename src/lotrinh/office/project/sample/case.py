"""One inspection of the sample: its row, its people, its moments, its papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.actions.register_paper import register_paper
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.papers.bodies import issuer_of
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.inspections.seating import Person
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.project.sample.moments import moment
from lotrinh.office.project.sample.stage import Stage, Story
from lotrinh.office.project.sample.wording import MEN, OFFICES, SURNAMES, WOMEN


@dataclass
class Noted:
    """A finding as the team wrote it, with the revision that it stands at."""

    uid: UUID
    content: dict[str, Any]
    revision: int = 1

    @property
    def is_fault(self) -> bool:
        """Whether it is to be corrected."""
        return self.content["kind"] in ("shortcoming", "violation")


@dataclass
class Case:
    """faults: how many answers are to suggest a finding. fates: what becomes of the corrections, in order.

    thorough: the unit fills in every item of its self-report, not only what is required. spans: days that the
    items of the conclusion give; empty: by chance.
    """

    stage: Stage
    pk: int
    start: date
    end: date
    earliest: datetime
    chance: Random
    faults: int = 3
    fates: tuple[str, ...] = ()
    thorough: bool = False
    spans: tuple[int, ...] = ()
    noted: list[Noted] = field(default_factory=list)
    _seats: dict[str, Account] = field(default_factory=dict)

    @classmethod
    def of(cls, stage: Stage, row: Inspection, **values: Any) -> Case:
        """The case of an inspection; its chances hang on its unit alone."""
        chance = stage.chance(row.unit.code, row.origin)
        given = {"faults": chance.randint(2, 4), **values}
        return cls(stage, row.pk, row.start_date, row.end_date, row.opened_at, chance, **given)

    @property
    def row(self) -> Inspection:
        """As it stands now, for what asks the row itself about its state."""
        return _read(self.pk)

    @cached_property
    def known(self) -> Inspection:
        """As it was first read, for what reads it anew, or asks about its unit and plan."""
        return _read(self.pk)

    def on(self, shift: int, clock: str, base: date | None = None) -> datetime:
        """A moment so many working days from the first day of the visit, or from another day."""
        wanted = moment(self.stage.days.shift(base or self.start, shift), clock)
        return max(wanted, self.earliest + timedelta(minutes=10))

    def seat(self, role: str) -> Account:
        """The account in a seat: head, secretary or member; the secretary's where no member has one."""
        if not self._seats:
            seats = self.known.seats.filter(ended_at=None, account__isnull=False).select_related("account")
            self._seats = {seat.role: seat.account for seat in seats if seat.account is not None}
        return self._seats.get(role) or self._seats["secretary"]

    @property
    def unit(self) -> Account:
        """Whoever writes for the unit."""
        return self.stage.cast.unit(self.known.unit)

    def issue(self, template: str, by: Account, drafted: datetime, signed: datetime, **extra: Any) -> Story:
        """Draft a paper and, later, have the clerk number it; the last moment is returned."""
        at = yield drafted
        paper = draft_for(by, self.row, template, extra=extra or None, at=at)
        at = yield signed
        self.register(paper, at)
        return at

    def number(self, template: str, signed: datetime) -> Story:
        """The clerk numbers the draft that a step of the chain has made."""
        at = yield signed
        papers = OfficialPaper.objects.filter(owner_type=OWNER, owner_id=str(self.pk), template=template)
        paper = papers.filter(state=OfficialPaper.DRAFT).first()
        if paper is not None:
            self.register(paper, at)
        return at

    def register(self, paper: OfficialPaper, at: datetime) -> None:
        """The clerk numbers a paper that was signed on the day."""
        row = self.known
        signer = issuer_of(row.plan, paper.template).signers[0]
        by_team = paper.template == "team-report"
        name = self.seat("head").full_name if by_team else self.stage.cast.leader.full_name
        register_paper(
            self.stage.cast.clerk, row, paper, signed_on=timezone.localdate(at), signer_name=name,
            signer_office=signer.office, at=at,
        )  # fmt: skip


def _read(pk: int) -> Inspection:
    found: Inspection = Inspection.objects.for_actions().select_related("unit__parent", "plan").get(pk=pk)
    return found


def nominated(row: Inspection, stage: Stage) -> list[Person]:
    """Who sits in the team by the roadmap, with offices and the papers that named them."""
    own = row.plan.definition.get("drafted_by", "") if row.plan else ""
    return [_person(seat, own, stage) for seat in row.seats.filter(ended_at=None).select_related("account")]


def _person(seat: Any, own: str, stage: Stage) -> Person:
    body_code, body_name = (seat.body_code, seat.body_name) if seat.body_code else (own, "Sở Nội vụ")
    number = stage.chance("nomination", body_code).randint(180, 990)
    nomination = "" if body_code == own else f"{number}/CV-TCCB ngày 24/7/2026"
    return Person(
        seat.name, seat.role, body_code, body_name, tuple(seat.fields), seat.account,
        seat.office or OFFICES[seat.role], seat.nomination or nomination,
    )  # fmt: skip


def somebody(chance: Random) -> str:
    """An invented person: 'Bà Lê Thu Hà (minh họa)'."""
    is_woman = chance.random() < 0.5
    name = f"{chance.choice(SURNAMES)} {chance.choice(WOMEN if is_woman else MEN)}"
    return f"{'Bà' if is_woman else 'Ông'} {name} (minh họa)"
