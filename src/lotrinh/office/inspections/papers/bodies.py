"""Who issues a paper of an inspection: definitions/papers/bodies.yaml."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import Field

from lotrinh.office.inspections.papers.words import ROOM, long
from lotrinh.office.platform.papers.form import Strict, paper_file, read_yaml

if TYPE_CHECKING:
    from lotrinh.office.planning.models import Plan
    from lotrinh.office.platform.models import OfficialPaper


class Signer(Strict):
    """Who may sign: his office as it is registered, and the lines above his name."""

    key: str
    office: str
    lines: list[str] = Field(min_length=1)


class Body(Strict):
    """A body of the register as it issues papers. code: of its series of numbers."""

    key: str
    units: list[str]
    code: str
    name: str
    parent: str
    abbreviation: str
    division: str
    place: str
    head_office: str
    signers: list[Signer] = Field(min_length=1)

    @property
    def decider(self) -> str:
        """'Giám đốc Sở Nội vụ'."""
        return f"{self.head_office} {self.name}"

    @property
    def follower(self) -> str:
        """The division that follows a conclusion up."""
        return (
            f"Phòng Cải cách hành chính, {self.name}" if self.division == "CCHC" else f"Văn phòng {self.name}"
        )


class TeamAsIssuer(Strict):
    """How a team stands in the head of its own papers."""

    name: str
    abbreviation: str
    office: str
    lines: list[str]
    mark: str
    reason: dict[str, str]


class Bodies(Strict):
    """bodies.yaml."""

    licence: str
    source: dict[str, Any]
    bodies: list[Body] = Field(min_length=1)
    team: TeamAsIssuer
    of_team: list[str]


class Issuer(Strict):
    """Who issues one paper. code and division bind its series."""

    code: str
    name: str
    parent: str
    abbreviation: str
    division: str
    place: str
    signers: list[Signer]

    def as_context(self) -> dict[str, str]:
        """The field ``issuer`` of a context."""
        own = {k: getattr(self, k) for k in ("name", "abbreviation", "division", "place")}
        return own | ({"parent": self.parent} if self.parent else {})


@cache
def read_bodies() -> Bodies:
    """The bodies, read once a process."""
    return Bodies.model_validate(read_yaml(paper_file("bodies.yaml")))


def body_of(plan: Plan | None) -> Body:
    """The body that drafted the plan; the first of the file when the plan names none that is known."""
    drafted_by = plan.definition.get("drafted_by", "") if plan is not None else ""
    known = read_bodies().bodies
    return next((b for b in known if drafted_by in b.units), known[0])


def issuer_of(plan: Plan | None, template: str) -> Issuer:
    """Who issues a paper of this template under the plan."""
    body, team = body_of(plan), read_bodies().team
    if template in read_bodies().of_team:
        return Issuer(
            code=f"{body.code}.doan", name=team.name, parent=body.name, abbreviation=team.abbreviation,
            division=team.abbreviation, place=body.place,
            signers=[Signer(key="head", office=team.office, lines=team.lines)],
        )  # fmt: skip
    return Issuer(**{name: getattr(body, name) for name in Issuer.model_fields})


def reference(paper: OfficialPaper, kind: str, issuer: str) -> str:
    """'Thông báo số 118/TB-SNV ngày 20 tháng 10 năm 2020 của Sở Nội vụ'; with room while it is not signed."""
    if paper.number is None or paper.signed_on is None:
        return open_reference(kind, paper.symbol, paper.year, issuer)
    return f"{kind} số {paper.number:02d}/{paper.symbol} {long(paper.signed_on)} của {issuer}"


def open_reference(kind: str, symbol: str, year: int, issuer: str) -> str:
    """The same with room for number and day."""
    return f"{kind} số{ROOM}/{symbol} ngày{ROOM[:6]}tháng{ROOM[:6]}năm {year} của {issuer}"
