"""May this person do that here? Each answer carries its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.method.trace import Reason
from lotrinh.office.accounts.policies import may
from lotrinh.office.planning import states
from lotrinh.office.planning.rows import TEAM, side_of
from lotrinh.office.platform.policies import Decision

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.planning.models import Build, Roadmap

VERBS = (
    "read_plan",
    "read_roadmap",
    "read_candidates",
    "mark_unit",
    "close_unit",
    "record_absence",
    "assess_risk",
    "build_roadmap",
    "move_visit",
    "replan_roadmap",
    "compare_roadmaps",
    "adopt_roadmap",
    "withdraw_roadmap",
    "make_feed",
    "export_roadmap",
)

NO_TEAM = Reason("planning.no_such_team", "Kế hoạch không có đoàn này.", "The plan has no such team.")

NOT_IN_STATE = {
    states.DRAFT: Reason(
        "planning.is_draft", "Lộ trình này còn là bản thảo.", "This roadmap is still a draft."
    ),
    states.ADOPTED: Reason(
        "planning.is_adopted",
        "Lộ trình đã ban hành thì không sửa; muốn đổi hãy lập phiên bản mới thay thế nó.",
        "An adopted roadmap is not edited; to change it, make a new version that replaces it.",
    ),
    states.SUPERSEDED: Reason(
        "planning.is_superseded",
        "Lộ trình này đã được một phiên bản sau thay thế.",
        "This roadmap has been replaced by a later version.",
    ),
    states.WITHDRAWN: Reason(
        "planning.is_withdrawn", "Bản thảo này đã bị rút.", "This draft has been withdrawn."
    ),
}


def may_read_plan(actor: Account) -> Decision:
    """Everybody signed in may read the plan itself."""
    return may(actor, "read_plan")


def may_read_candidates(actor: Account) -> Decision:
    """Candidates and their risk are for the planning side."""
    return may(actor, "read_candidates")


def may_mark_unit(actor: Account) -> Decision:
    """Put a unit on the must or the never list."""
    return may(actor, "mark_unit")


def may_build(actor: Account) -> Decision:
    """Ask for a roadmap to be built."""
    return may(actor, "build_roadmap")


def may_run(actor: Account, build: Build) -> Decision:
    """Run a build that is waiting."""
    decision = may(actor, "build_roadmap")
    if decision.allowed and states.next_build_state(build.status, "run_build") is None:
        return Decision(
            False,
            Reason("planning.build_not_waiting", "Lần lập này đã chạy rồi.", "This build has run already."),
        )
    return decision


def _in_state(decision: Decision, roadmap: Roadmap, verb: str) -> Decision:
    if decision.allowed and states.next_roadmap_state(roadmap.status, verb) is None:
        return Decision(False, NOT_IN_STATE[roadmap.status])
    return decision


def may_move_visit(actor: Account, roadmap: Roadmap) -> Decision:
    """Move a visit: on a draft only."""
    return _in_state(may(actor, "move_visit", roadmap), roadmap, "move_visit")


def may_adopt(actor: Account, roadmap: Roadmap) -> Decision:
    """Adopt a draft: a leader."""
    return _in_state(may(actor, "adopt_roadmap", roadmap), roadmap, "adopt_roadmap")


def may_withdraw(actor: Account, roadmap: Roadmap) -> Decision:
    """Put a draft aside."""
    return _in_state(may(actor, "withdraw_roadmap", roadmap), roadmap, "withdraw_roadmap")


def may_replan(actor: Account, roadmap: Roadmap) -> Decision:
    """Make a new version after a change: from a draft or from the roadmap in force."""
    decision = may(actor, "replan_roadmap", roadmap)
    if decision.allowed and roadmap.status not in (states.DRAFT, states.ADOPTED):
        return Decision(False, NOT_IN_STATE[roadmap.status])
    return decision


def may_amend(actor: Account, roadmap: Roadmap) -> Decision:
    """Open the roadmap in force for changes by hand, as a new draft."""
    return _in_state(may(actor, "replan_roadmap", roadmap), roadmap, "amend_roadmap")


def may_make_feed(actor: Account, plan_id: int, team_id: str) -> Decision:
    """A calendar feed: the planning side for any team, an inspector for his own."""
    decision = may(actor, "make_feed")
    if not decision.allowed or side_of(actor) != TEAM:
        return decision
    if actor.team_seats.filter(plan_id=plan_id, team_id=team_id).exists():
        return decision
    return Decision(
        False,
        Reason(
            "planning.not_your_team",
            "Bạn không thuộc đoàn này nên không tạo được lịch của đoàn.",
            "You do not sit in this team, so you cannot make its calendar.",
        ),
    )
