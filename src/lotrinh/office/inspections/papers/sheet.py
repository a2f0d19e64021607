"""The papers of an inspection as a list: what there is, what is missing, what may be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lotrinh.office.inspections.papers.bodies import issuer_of
from lotrinh.office.inspections.papers.drafting import ONCE
from lotrinh.office.inspections.papers.permissions import (
    may_draft,
    may_register,
    papers_of,
    sees_all_papers,
)
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.platform.models import OfficialPaper, PaperSeries
from lotrinh.office.platform.papers.frozen import paper_breaks
from lotrinh.office.platform.papers.template import read_template

if TYPE_CHECKING:
    from lotrinh.method.trace import Reason
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.planning.models import Plan
    from lotrinh.office.platform.models import PaperSignature

EDITORS: Final = {
    "minutes": "inspections:minutes",
    "team-report": "inspections:team_report",
    "conclusion": "inspections:conclusion_draft",
}
NEXT: Final = {
    "planned": "decision-team", "team_set": "decision-team", "under_way": "minutes", "visited": "minutes",
    "minuted": "team-report", "reported": "conclusion",
}  # fmt: skip
"""State → the paper that the next step waits for."""
FILES: Final = ("docx", "pdf", "signed_file")


@dataclass(frozen=True)
class PaperLine:
    """A paper, or the place of an expected one. title: {"vi", "en"}. needed: the next step waits for it."""

    template: str
    title: dict[str, str]
    paper: OfficialPaper | None = None
    may_draft: bool = False
    may_register: bool = False
    editor: str = ""
    needed: bool = False

    @property
    def state(self) -> str:
        """none, draft, signed, replaced or withdrawn."""
        return self.paper.state if self.paper else "none"


@dataclass(frozen=True)
class PapersSheet:
    """expected: of the chain, in order. others: changes, letters. earlier: replaced, withdrawn ones."""

    expected: list[PaperLine]
    others: list[PaperLine]
    earlier: list[PaperLine]
    sees_all: bool


@dataclass(frozen=True)
class PaperSheet:
    """One paper with all that is known of it."""

    line: PaperLine
    signatures: list[PaperSignature]
    breaks: tuple[Reason, ...]
    next_number: int
    files: list[str] = field(default_factory=list)
    replaced_by: OfficialPaper | None = None
    signers: list[Any] = field(default_factory=list)


def title_of(template: str) -> dict[str, str]:
    """What the paper is, in both languages."""
    title = read_template(template).title
    return {"vi": title["vi"], "en": title["en"]}


def papers_sheet(actor: Account, inspection: Inspection) -> PapersSheet:
    """The papers this person may read. Two queries beside those of permissions."""
    rows = list(papers_of(actor, inspection).select_related("docx", "pdf", "signed_file", "drafted_by"))
    sees_all = sees_all_papers(actor, inspection)
    alive = [p for p in rows if p.state in (OfficialPaper.SIGNED, OfficialPaper.DRAFT)]
    return PapersSheet(
        expected=_expected(actor, inspection, alive, sees_all),
        others=[_line(actor, inspection, p) for p in alive if p.template not in _chain(inspection)],
        earlier=[_line(actor, inspection, p) for p in rows if p not in alive],
        sees_all=sees_all,
    )


def _chain(inspection: Inspection) -> list[str]:
    return [t for t in ONCE if t != "notice-inspection" or inspection.form != "unannounced"]


def _expected(
    actor: Account, inspection: Inspection, alive: list[OfficialPaper], sees_all: bool
) -> list[PaperLine]:
    lines = []
    for template in _chain(inspection):
        own = [p for p in alive if p.template == template]
        lines += [_line(actor, inspection, p) for p in own]
        if not own and sees_all:
            needed = template == _next(inspection, alive)
            lines.append(
                PaperLine(
                    template, title_of(template), None, bool(may_draft(actor, inspection, template)), False,
                    EDITORS.get(template, ""), needed,
                )
            )  # fmt: skip
    return lines


def _next(inspection: Inspection, alive: list[OfficialPaper]) -> str:
    wanted = NEXT.get(inspection.state, "")
    signed = {p.template for p in alive if p.state == OfficialPaper.SIGNED}
    if wanted == "decision-team" and wanted in signed and inspection.form != "unannounced":
        wanted = "notice-inspection"
    return "" if wanted in signed else wanted


def _line(actor: Account, inspection: Inspection, paper: OfficialPaper) -> PaperLine:
    template = paper.template
    return PaperLine(
        template, title_of(template), paper, bool(may_draft(actor, inspection, template)),
        bool(may_register(actor, inspection, template)), EDITORS.get(template, ""),
        paper.state == OfficialPaper.DRAFT and template == NEXT.get(inspection.state),
    )  # fmt: skip


def paper_sheet(actor: Account, inspection: Inspection, paper: OfficialPaper) -> PaperSheet:
    """All of one paper of an inspection; whether it is still what was signed is looked at now."""
    return sheet_of_paper(_line(actor, inspection, paper), paper, inspection.plan)


def sheet_of_paper(line: PaperLine, paper: OfficialPaper, plan: Plan | None) -> PaperSheet:
    """All of one paper, whatever it belongs to. line: what may be done with it; plan: under which it is."""
    series = PaperSeries.objects.filter(body=paper.body, year=paper.year, kind=paper.series_kind).first()
    return PaperSheet(
        line=line,
        signatures=list(paper.signatures.select_related("file", "recorded_by")),
        breaks=paper_breaks(paper),
        next_number=(series.last if series else 0) + 1,
        files=[name for name in FILES if getattr(paper, f"{name}_id")],
        replaced_by=OfficialPaper.objects.filter(replaces=paper).first(),
        signers=issuer_of(plan, paper.template).signers if not is_by_sides(paper) else [],
    )


def is_by_sides(paper: OfficialPaper) -> bool:
    """Minutes: signed by sides, not by one body."""
    return bool(read_template(paper.template).sides)


def state_words(inspection: Inspection) -> dict[str, str]:
    """The state of the inspection in both languages."""
    state = workflow().state(inspection.state)
    return {"vi": state.vi, "en": state.en}
