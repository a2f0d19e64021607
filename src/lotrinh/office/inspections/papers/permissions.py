"""Who may draft, register and read which paper of an inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lotrinh.method.trace import Reason
from lotrinh.office.accounts.policies import may
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.papers.bodies import read_bodies
from lotrinh.office.inspections.policies import groups_of, may_do
from lotrinh.office.inspections.rows import CONCLUDED, OFFICE, TEAM, UNIT, side_of, workflow
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.policies import ALLOWED, Decision

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection

VERBS: Final[dict[str, tuple[str, ...]]] = {
    "decision-team": ("set_up_team",),
    "decision-change": ("change_member", "pause", "resume", "stop"),
    "notice-inspection": ("announce_visit",),
    "outline-self-report": ("announce_visit",),
    "minutes": ("write_minutes",),
    "team-report": ("write_team_report",),
    "conclusion": ("draft_conclusion",),
    "reminder": ("remind_unit",),
}
"""Template → the verbs of whose papers it is one."""
IN_TIME: Final = ("minutes", "team-report", "conclusion")
"""Drafted only while the chain stands where they are written."""
FOR_UNIT: Final = ("decision-team", "decision-change", "notice-inspection", "outline-self-report", "minutes",
                   "conclusion", "reminder")  # fmt: skip
FOR_READERS: Final = ("decision-team", "conclusion")
"""What readers without a part in the inspection see of a concluded one."""
COUNTS: Final = (OfficialPaper.SIGNED, OfficialPaper.REPLACED)


def may_draft(actor: Account, inspection: Inspection, template: str) -> Decision:
    """Whoever may do the verb of the paper; minutes, report and conclusion only in their time."""
    verbs = VERBS[template]
    if template in IN_TIME:
        return may_do(actor, inspection, verbs[0])
    groups = groups_of(actor, inspection)
    decision = may(actor, verbs[0])
    for verb in verbs:
        decision = may(actor, verb)
        if decision.allowed and (_by(verb) is None or groups & set(_by(verb) or ())):
            return ALLOWED
    return Decision(False, _not_yours(template)) if decision.allowed else decision


def _by(verb: str) -> tuple[str, ...] | None:
    """The groups of the workflow; None for a verb of another workflow."""
    found = next((v for v in workflow().verbs if v.key == verb), None)
    return tuple(found.by) if found else None


def may_register(actor: Account, inspection: Inspection, template: str) -> Decision:
    """The clerk or the office; the head and the secretary register what their team issues itself."""
    decision = may(actor, "register_paper")
    if decision.allowed and side_of(actor) != UNIT:
        return ALLOWED
    if template in read_bodies().of_team and groups_of(actor, inspection) & {"head", "secretary"}:
        return ALLOWED
    return decision if not decision.allowed else Decision(False, _not_yours(template))


def papers_of(actor: Account, inspection: Inspection) -> QuerySet[OfficialPaper]:
    """The papers of an inspection that this person may read; the inspection itself was asked for as visible.

    Office and team: all. The unit: what is signed and meant for it, the conclusion once it is issued.
    Readers: the decision and the conclusion, once concluded.
    """
    rows = OfficialPaper.objects.filter(owner_type=OWNER, owner_id=str(inspection.pk))
    side = side_of(actor)
    if side == OFFICE or (side == TEAM and _sits(actor, inspection)):
        return rows
    rows = rows.filter(state__in=COUNTS)
    if side == UNIT:
        rows = rows.filter(template__in=FOR_UNIT)
        return rows if inspection.state in CONCLUDED else rows.exclude(template="conclusion")
    return rows.filter(template__in=FOR_READERS) if inspection.state in CONCLUDED else rows.none()


def sees_all_papers(actor: Account, inspection: Inspection) -> bool:
    """Office and team: drafts as well, and the whole file of the inspection."""
    side = side_of(actor)
    return side == OFFICE or (side == TEAM and _sits(actor, inspection))


def _sits(actor: Account, inspection: Inspection) -> bool:
    return any(s.account_id == actor.pk and s.ended_at is None for s in inspection.seats.all())


def may_take_file(actor: Account, inspection: Inspection) -> Decision:
    """The whole file of the inspection: the office (auditors and leaders are of it) and the team."""
    return ALLOWED if sees_all_papers(actor, inspection) else Decision(False, _no_file())


def _not_yours(template: str) -> Reason:
    return Reason(
        "inspections.not_your_paper",
        "Văn bản này do người khác trong cuộc kiểm tra soạn, ký; hãy đề nghị bộ phận cải cách hành chính.",
        "This paper is for somebody else of this inspection; ask the reform office.",
        {"template": template},
    )


def _no_file() -> Reason:
    return Reason(
        "inspections.no_whole_file",
        "Hồ sơ cuộc kiểm tra chỉ dành cho đoàn kiểm tra, bộ phận cải cách hành chính, lãnh đạo và kiểm toán.",
        "The file of an inspection is for its team, the reform office, leaders and auditors.",
    )
