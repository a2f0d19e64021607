"""What to do next, by role: the steps from the plan to the adopted roadmap, as far as this person has
to do with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lotrinh.office.planning.queries.plans import Work, work_on
from lotrinh.office.planning.queries.roadmaps import plans, sees_everything

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Step:
    """state is done | next | later."""

    title: str
    note: str
    url: str
    state: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A plan with its steps."""

    work: Work
    steps: tuple[Step, ...]
    sees_all: bool


def desks(actor: Account) -> list[Desk]:
    """One for each plan; those that are under way come first."""
    found = [_desk(actor, work_on(actor, plan)) for plan in plans(actor)]
    return sorted(found, key=lambda d: d.work.in_force is None and d.work.draft is None)


def _desk(actor: Account, work: Work) -> Desk:
    all_of_it = sees_everything(actor)
    steps = _planning_steps(work) if all_of_it else _reading_steps(work)
    return Desk(work, tuple(one_next(steps)), all_of_it)


def one_next(steps: list[Step]) -> list[Step]:
    """Only the first step that waits is the next one."""
    waiting = [s for s in steps if s.state == "next"]
    return [replace(s, state="later") if s in waiting[1:] else s for s in steps]


def _planning_steps(work: Work) -> list[Step]:
    key = work.plan.key
    built, adopted = work.draft is not None or work.in_force is not None, work.in_force is not None
    marks = _("%(must)s must, %(never)s never") % {"must": work.must, "never": work.never}
    steps = [
        Step(
            _("Read the plan"),
            _("Contents, time, who, focus and basis, each with its source."),
            reverse("planning:plan", args=[key]),
            "done",
        ),
        Step(
            _("Look through the candidates"),
            _("Units: %(n)s") % {"n": work.candidates} + "; " + marks,
            reverse("planning:candidates", args=[key]),
            "done" if built else "next",
        ),
        Step(
            _("Build a roadmap"),
            _build_note(work),
            reverse("planning:roadmaps", args=[key]),
            "done" if built else "next",
        ),
    ]
    return [*steps, *_last_steps(work, built, adopted)]


def _build_note(work: Work) -> str:
    if work.running is not None:
        return _("A build is running: %(n)s %%") % {"n": work.running.progress}
    newest = work.draft or work.in_force
    if newest is None:
        return _("None has been built yet.")
    if newest.gap is None:
        return _("Version %(v)s") % {"v": newest.version}
    gap = number_format(round(100 * newest.gap, 3), decimal_pos=3, use_l10n=True)
    return _("Version %(v)s, %(gap)s %% from the proven bound") % {"v": newest.version, "gap": gap}


def _last_steps(work: Work, built: bool, adopted: bool) -> list[Step]:
    draft_url = reverse("planning:roadmap", args=[work.draft.pk]) if work.draft else ""
    adopt_url = reverse("planning:adopt", args=[work.draft.pk]) if work.draft else ""
    force_url = reverse("planning:roadmap", args=[work.in_force.pk]) if work.in_force else ""
    waiting = work.draft is not None
    return [
        Step(
            _("Look at the wall chart, move what must be moved"),
            _("Draft version %(v)s") % {"v": work.draft.version} if work.draft else "",
            draft_url or force_url,
            "done" if adopted and not waiting else "next" if built else "later",
        ),
        Step(
            _("Adopt"),
            _("A leader adopts; from then on it is frozen."),
            adopt_url,
            "next" if waiting else "done" if adopted else "later",
        ),
        Step(
            _("Carry it out"),
            _("Visits in the roadmap in force: %(n)s") % {"n": work.visits}
            if work.in_force
            else _("Nothing is in force yet."),
            force_url,
            "next" if adopted and not waiting else "later",
        ),
    ]


def _reading_steps(work: Work) -> list[Step]:
    url = reverse("planning:roadmap", args=[work.in_force.pk]) if work.in_force else ""
    if not work.in_force:
        note = _("No roadmap is in force yet.")
    elif work.visits:
        note = _("Visits that concern you: %(n)s") % {"n": work.visits}
    else:
        note = _("Nothing has been announced to you.")
    return [
        Step(
            _("Read the plan"),
            _("Contents, time, who, focus and basis, each with its source."),
            reverse("planning:plan", args=[work.plan.key]),
            "done",
        ),
        Step(_("Look at your visits"), note, url, "next" if work.visits else "later"),
    ]
