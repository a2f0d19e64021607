"""What becomes of each corrective action of the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle

from django.utils import timezone

from lotrinh.office.accounts.models import Account
from lotrinh.office.followup.actions.ask_extension import ask_extension
from lotrinh.office.followup.actions.attaching import Shown
from lotrinh.office.followup.actions.decide_extension import decide_extension
from lotrinh.office.followup.actions.hand_over_correction import hand_over_correction
from lotrinh.office.followup.actions.order_reinspection import Days as VisitDays
from lotrinh.office.followup.actions.order_reinspection import order_reinspection
from lotrinh.office.followup.actions.plan_correction import plan_correction
from lotrinh.office.followup.actions.remind_unit import remind_unit
from lotrinh.office.followup.actions.report_done import report_done
from lotrinh.office.followup.actions.report_progress import report_progress
from lotrinh.office.followup.actions.send_back_correction import send_back_correction
from lotrinh.office.followup.actions.verify_correction import verify_correction
from lotrinh.office.followup.actions.withdraw_correction import withdraw_correction
from lotrinh.office.followup.models import Correction
from lotrinh.office.project.sample import wording
from lotrinh.office.project.sample.case import Case
from lotrinh.office.project.sample.moments import moment, monday_of
from lotrinh.office.project.sample.proofs import page, picture
from lotrinh.office.project.sample.reinspecting import reinspected
from lotrinh.office.project.sample.stage import Story
from lotrinh.office.registry.models import Unit


@dataclass
class Task:
    """One corrective action and its days. ordered: the day of the conclusion."""

    case: Case
    pk: int
    ordered: date
    due: date

    @property
    def row(self) -> Correction:
        """As it stands now."""
        found: Correction = (
            Correction.objects.for_actions().select_related("unit", "item", "inspection").get(pk=self.pk)
        )
        return found

    @property
    def unit(self) -> Account:
        """Whoever answers for it now."""
        return self.case.stage.cast.unit(self.row.unit)

    @property
    def today(self) -> date:
        """The last day of the sample."""
        return timezone.localdate(self.case.stage.now)

    def after_order(self, days: int, clock: str) -> datetime:
        """So many working days after the conclusion."""
        return moment(self.case.stage.days.shift(self.ordered, days), clock)

    def at_due(self, days: int, clock: str) -> datetime:
        """So many working days from the deadline, and at least eleven after the conclusion."""
        return max(moment(self.case.stage.days.shift(self.due, days), clock), self.after_order(11, clock))

    def lately(self, days: int, clock: str) -> datetime:
        """So many working days before today, once the plan has been handed in."""
        return max(moment(self.case.stage.days.shift(self.today, -days), clock), self.after_order(9, clock))


def correct(case: Case, pk: int, fate: str) -> Story:
    """The story of one corrective action, as its fate says."""
    row = Correction.objects.for_actions().get(pk=pk)
    yield from FATES[fate](Task(case, pk, row.assigned_on, row.due_on))


def _planned(task: Task) -> Story:
    at = yield task.after_order(task.case.chance.randint(3, 8), "10:05")
    plan_correction(task.unit, task.row, task.case.chance.choice(wording.PLANS), at=at)


def _progress(task: Task) -> Story:
    yield from _planned(task)
    at = yield task.after_order(10, "16:20")
    report_progress(task.unit, task.row, task.case.chance.choice(wording.PROGRESS), at=at)


def _reported(task: Task, wanted: datetime, *, as_page: bool = False) -> Story:
    at = yield wanted
    caption = f"{task.row.unit.name}: {task.row.item.task[:90]}"
    make, name = (page, "ho-so-khac-phuc.pdf") if as_page else (picture, "anh-sau-khac-phuc.jpg")
    about = task.case.stage.days.shift(timezone.localdate(at), -1)
    shown = Shown(about, "Sau khắc phục (minh họa)", make(caption, task.case.chance), name)
    report_done(task.unit, task.row, task.case.chance.choice(wording.DONE), [shown], at=at)


def _waiting(task: Task) -> Story:
    yield from _progress(task)
    yield from _reported(task, task.lately(1, "09:45"), as_page=task.case.chance.random() < 0.3)


def _verified(task: Task) -> Story:
    yield from _planned(task)
    yield from _reported(task, task.after_order(9, "14:30"))
    at = yield task.after_order(11, "09:20")
    verify_correction(task.case.seat("secretary"), task.row, wording.VERIFIED, at=at)


def _verified_at_last(task: Task) -> Story:
    yield from _progress(task)
    yield from _reported(task, task.after_order(11, "15:40"))
    at = yield task.after_order(13, "10:10")
    send_back_correction(task.case.seat("secretary"), task.row, wording.SENT_BACK, at=at)
    yield from _reported(task, task.after_order(16, "09:00"))
    at = yield task.after_order(18, "14:15")
    verify_correction(task.case.stage.cast.planner, task.row, wording.VERIFIED, at=at,
                      effect="Hồ sơ trễ hạn giảm từ 6,2 % còn 1,1 % (minh họa)")  # fmt: skip


def _sent_back(task: Task) -> Story:
    yield from _planned(task)
    yield from _reported(task, task.lately(4, "08:50"))
    at = yield task.lately(2, "15:05")
    send_back_correction(task.case.seat("secretary"), task.row, wording.SENT_BACK, at=at)


def _reminded(task: Task) -> Story:
    yield from _planned(task)
    at = yield task.at_due(3, "08:30")
    remind_unit(task.case.stage.cast.planner, task.row, wording.REMINDED, at=at)
    yield from task.case.number("reminder", at + timedelta(days=1))


def _asked(task: Task) -> Story:
    yield from _progress(task)
    at = yield task.lately(2, "10:30")
    ask_extension(task.unit, task.row, _later(task, 12), wording.EXTENSION, at=at)


def _extended(task: Task) -> Story:
    yield from _progress(task)
    at = yield task.at_due(-3, "09:15")
    ask_extension(task.unit, task.row, _later(task, 5), wording.EXTENSION, at=at)
    at = yield task.at_due(-2, "16:10")
    decide_extension(
        task.case.stage.cast.leader, task.row, granted=True, words="Đồng ý, không gia hạn thêm.", at=at
    )


def _refused(task: Task) -> Story:
    yield from _planned(task)
    at = yield task.at_due(-3, "09:40")
    ask_extension(task.unit, task.row, _later(task, 10), wording.EXTENSION, at=at)
    at = yield task.at_due(-1, "11:00")
    decide_extension(task.case.stage.cast.leader, task.row, granted=False, words=wording.REFUSED, at=at)


def _withdrawn(task: Task) -> Story:
    at = yield task.after_order(5, "16:45")
    withdraw_correction(task.case.stage.cast.leader, task.row, wording.WITHDRAWN, at=at)


def _handed_over(task: Task) -> Story:
    at = yield task.after_order(4, "11:10")
    other = (
        Unit.objects.filter(code=wording.DIFFICULTIES[0][2], valid_to=None)
        .exclude(pk=task.row.unit_id)
        .first()
    )
    if other is not None:
        hand_over_correction(task.case.stage.cast.planner, task.row, other, wording.HANDED_OVER, at=at)


def _looked_at_again(task: Task, form: str) -> Story:
    yield from _planned(task)
    at = yield max(task.at_due(4, "08:45"), task.lately(7, "08:45"))
    start = task.case.stage.days.shift(monday_of(task.today) + timedelta(days=10), 0)
    made = order_reinspection(
        task.case.stage.cast.planner,
        task.row,
        wording.REINSPECTION,
        VisitDays(start, start),
        form=form,
        at=at,
    )
    task.case.stage.add(reinspected(task.case.stage, made, at))


def _announced_again(task: Task) -> Story:
    yield from _looked_at_again(task, "direct")


def _unannounced_again(task: Task) -> Story:
    yield from _looked_at_again(task, "unannounced")


def _untouched(task: Task) -> Story:
    yield from ()


def _later(task: Task, days: int) -> date:
    """A day after the deadline and after today."""
    return task.case.stage.days.shift(max(task.due, task.today) + timedelta(days=days), 0)


FATES: dict[str, Callable[[Task], Story]] = {
    "verified": _verified,
    "reminded": _reminded,
    "waiting": _waiting,
    "extended": _extended,
    "sent_back": _sent_back,
    "asked": _asked,
    "progress": _progress,
    "verified_at_last": _verified_at_last,
    "unannounced_again": _unannounced_again,
    "planned": _planned,
    "refused": _refused,
    "untouched": _untouched,
    "withdrawn": _withdrawn,
    "handed_over": _handed_over,
    "announced_again": _announced_again,
}
ONCE = ("unannounced_again", "announced_again", "withdrawn", "handed_over")
"""What happens to one corrective action alone."""


def fates() -> Iterator[str]:
    """The fates in turn: each once, then again without those that are rare."""
    yield from (fate for fate in FATES if fate != "announced_again")
    yield from cycle(fate for fate in FATES if fate not in ONCE)
