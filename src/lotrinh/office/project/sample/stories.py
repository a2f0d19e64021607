"""Which inspection of the roadmap has which story, and the stories themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from lotrinh.office.followup.schedules import remind_daily
from lotrinh.office.inspections.actions.change_member import change_member
from lotrinh.office.inspections.actions.pause import pause
from lotrinh.office.inspections.actions.postpone import postpone
from lotrinh.office.inspections.actions.reopen_visit import reopen_visit
from lotrinh.office.inspections.actions.reschedule import reschedule
from lotrinh.office.inspections.actions.return_team_report import return_team_report
from lotrinh.office.inspections.actions.stop import stop
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.seating import Person
from lotrinh.office.project.sample import wording
from lotrinh.office.project.sample.after import closed, concluded, conclusion_drafted, explain, report
from lotrinh.office.project.sample.before import announce, prepare, ready, set_up
from lotrinh.office.project.sample.case import Case
from lotrinh.office.project.sample.moments import moment, monday_of
from lotrinh.office.project.sample.stage import Stage, Story
from lotrinh.office.project.sample.visit import begin, finish, minutes, record

Tale = Callable[[Case], Story]
NEXT_WEEK = timedelta(days=7)
PLAYED_NEXT, TEAMS_NEXT, PUT_OFF = 2, 2, 4
"""Of the visits to come: how many are prepared in full, for how many only the team is set up, and how many of
this week are put off.
"""


def clocks_of(case: Case) -> tuple[str, str, str, str]:
    """Begin, two times of writing, end of a visit, by the half of the day that it begins in."""
    if case.known.start_part == "am":
        return ("08:15", "09:10", "10:05", "11:10")
    return ("13:40", "14:25", "15:20", "16:30")


def visited(case: Case, *, refusal: str = "") -> Story:
    """A visit from its first to its last hour, and its minutes."""
    clocks = clocks_of(case)
    yield from begin(case, case.on(0, clocks[0]))
    yield from record(case, [case.on(0, clocks[1]), case.on(0, clocks[2])])
    yield from finish(case, case.on(0, clocks[3] if case.start == case.end else "16:35", case.end))
    wait = case.chance.choice((0, 1))
    yield from minutes(
        case, case.on(wait, "16:50", case.end), case.on(wait, "17:15", case.end), refusal=refusal
    )


def reported(case: Case) -> Story:
    """Causes and the team report, some days after the visit."""
    days = case.chance.randint(3, 6)
    yield from explain(case, case.on(days - 1, "14:20", case.end))
    yield from report(case, case.on(days, "09:30", case.end), case.on(days + 1, "10:25", case.end))


def whole(case: Case) -> Story:
    """The chain as it goes when nothing happens."""
    yield from ready(case)
    yield from visited(case)
    yield from reported(case)
    yield from _concluded(case)


def _concluded(case: Case) -> Story:
    days = case.chance.randint(11, 14)
    yield from concluded(case, case.on(days, "10:00", case.end), case.on(days + 2, "09:20", case.end),
                         case.on(days + 2, "15:10", case.end))  # fmt: skip


def own_unit(case: Case) -> Story:
    """The unit of the demonstration's accounts: five faults with every kind of sequel."""
    case.faults, case.thorough, case.spans = 5, True, (30, 60, 15, 30, 20)
    case.fates = ("extended", "sent_back", "verified", "reminded", "announced_again")
    yield from whole(case)


def done(case: Case) -> Story:
    """Everything is corrected at once, and the inspection closed."""
    case.fates = ("verified",)
    yield from whole(case)
    yield from closed(case, 30)


def refused(case: Case) -> Story:
    """The unit does not sign the minutes."""
    yield from ready(case)
    yield from visited(
        case, refusal="Đơn vị đề nghị đối chiếu lại số liệu hồ sơ trễ hạn trước khi ký (minh họa)"
    )
    yield from reported(case)
    yield from _concluded(case)


def sent_back(case: Case) -> Story:
    """The self-report had gaps and came back once."""
    yield from ready(case, returned=True)
    yield from visited(case)
    yield from reported(case)
    yield from _concluded(case)


def changed(case: Case) -> Story:
    """A member is replaced before the visit, by a decision."""
    yield from set_up(case, case.on(-13, "09:10"), case.on(-12, "14:20"))
    yield from _replaced(case, case.on(-11, "09:00"))
    yield from announce(case, case.on(-9, "08:40"), case.on(-9, "15:15"))
    yield from prepare(case, case.on(-2, "14:05"))
    yield from visited(case)
    yield from reported(case)
    yield from _concluded(case)


def _replaced(case: Case, wanted: datetime) -> Story:
    planner = case.stage.cast.planner
    at = yield wanted
    leaves = case.known.seats.filter(ended_at=None, role="member").first()
    if leaves is None:
        return
    nomination = "731/CV-TCCB ngày 21/8/2026"
    joins = Person(
        "Lương Thị Yến (minh họa)", "member", leaves.body_code, leaves.body_name, tuple(leaves.fields), None,
        leaves.office, nomination,
    )  # fmt: skip
    change_member(planner, case.known, leaves, joins, wording.REPLACED, at=at)
    yield from case.number("decision-change", at + timedelta(hours=6))


def paused(case: Case) -> Story:
    """The visit was begun and could not go on."""
    yield from ready(case)
    clocks = clocks_of(case)
    yield from begin(case, case.on(0, clocks[0]))
    yield from record(case, [case.on(0, clocks[1])], share=0.4)
    on, planner = case.stage.days.shift(case.end, 1), case.stage.cast.planner
    until = case.stage.days.shift(timezone.localdate(case.stage.now), 6)
    at = yield moment(on, "08:40")
    pause(planner, case.known, wording.PAUSED, until=until, at=at)
    yield from case.number("decision-change", moment(on, "14:10"))


def stopped(case: Case) -> Story:
    """The team was set up, then another body's inspection made it needless."""
    yield from set_up(case, case.on(-13, "09:10"), case.on(-12, "14:20"))
    at = yield case.on(-4, "09:00")
    stop(case.stage.cast.leader, case.known, wording.STOPPED, at=at)
    yield from case.number("decision-change", case.on(-4, "15:30"))


def postponed(case: Case) -> Story:
    """Put off before anything was prepared; the roadmap is asked for a replan."""
    at = yield case.on(-9, "10:20")
    postpone(
        case.stage.cast.planner,
        case.known,
        wording.POSTPONED[case.end >= timezone.localdate(case.stage.now)],
        at=at,
    )


def moved_to_next_week(case: Case) -> Story:
    """Put off, and given a day of the coming week; the unit hears of it as far as it may know."""
    planner, today = case.stage.cast.planner, timezone.localdate(case.stage.now)
    at = yield case.on(-4, "10:20")
    postpone(planner, case.known, wording.POSTPONED[1], at=at)
    at = yield max(case.on(2, "09:00"), moment(case.stage.days.shift(today, -8), "09:00"))
    day = case.stage.days.shift(monday_of(today) + timedelta(days=8), 0)
    reschedule(
        planner, case.known, day, day, start_part=case.row.start_part, end_part=case.known.end_part, at=at
    )
    yield from set_up(case, at + timedelta(days=1), at + timedelta(days=2))
    yield from prepare(case, moment(case.stage.days.shift(today, -1), "15:00"))


def returned(case: Case) -> Story:
    """The team report was submitted and came back."""
    yield from ready(case)
    yield from visited(case)
    yield from explain(case, case.on(2, "14:20", case.end))
    yield from report(case, case.on(3, "09:30", case.end), case.on(3, "15:25", case.end))
    at = yield case.on(5, "11:10", case.end)
    return_team_report(case.stage.cast.leader, case.known, wording.RETURNED_TEAM_REPORT, at=at)


def no_minutes(case: Case) -> Story:
    """The visit ended; its minutes were never signed."""
    yield from ready(case)
    clocks = clocks_of(case)
    yield from begin(case, case.on(0, clocks[0]))
    yield from record(case, [case.on(0, clocks[1]), case.on(0, clocks[2])])
    yield from finish(case, case.on(0, clocks[3], case.end))


def minutes_only(case: Case) -> Story:
    """The minutes are signed, the report is being written."""
    yield from ready(case)
    yield from visited(case)


def until_report(case: Case) -> Story:
    """The team has reported; the conclusion is drafted and waits for its signature."""
    yield from ready(case)
    yield from visited(case)
    yield from reported(case)
    yield from conclusion_drafted(case, case.on(8, "15:30", case.end))


def reopened(case: Case) -> Story:
    """The visit ended and was opened again for dossiers that could not be shown."""
    yield from no_minutes(case)
    at = yield case.on(0, "17:20", case.end)
    reopen_visit(case.seat("head"), case.known, wording.REOPENED, at=at)


def half_way(case: Case) -> Story:
    """The visit is on, half of the questions are answered."""
    yield from ready(case)
    yield from begin(case, case.on(0, "08:10"))
    yield from record(case, [case.on(0, "08:55"), case.on(0, "09:40")], share=0.5)


def team_only(case: Case) -> Story:
    """Only the team is set up so far; the decision waits for the clerk."""
    today = timezone.localdate(case.stage.now)
    yield from set_up(case, moment(case.stage.days.shift(today, -2), "09:10"), moment(today, "16:00"))


def assigned(stage: Stage, rows: Sequence[Inspection], own: str) -> Iterator[Story]:
    """A story for each inspection that has one. own: the unit of the demonstration's accounts."""
    today, first = timezone.localdate(stage.now), stage.plan.definition["teams"][0]["id"]
    monday = monday_of(today)
    past = [r for r in rows if r.end_date < monday]
    yield from _told(stage, past, _of_past(stage, past, today, own))
    week = [r for r in rows if monday <= r.end_date and r.start_date < monday + NEXT_WEEK]
    yield from _told(stage, week, _of_week(week, today, first))
    coming = [r for r in rows if r.start_date >= monday + NEXT_WEEK]
    yield from _told(stage, coming, _of_coming(coming, first))


def _told(stage: Stage, rows: Sequence[Inspection], tales: dict[int, Tale]) -> Iterator[Story]:
    for row in rows:
        if row.pk in tales:
            stage.cast.unit(row.unit)  # so that it is told from the first day on
            yield tales[row.pk](Case.of(stage, row))


OLD: tuple[Tale, ...] = (paused, stopped, done, refused, changed, sent_back, whole, done, whole)
"""The stories of visits that are long past, the latest of them first; some happen once (see ``RARE``)."""
RARE = (refused, changed, stopped, sent_back, paused)
SECRET: tuple[Tale, ...] = (whole, moved_to_next_week, stopped)
RECENT: tuple[Tale, ...] = (returned, until_report, minutes_only)
LATEST: tuple[Tale, ...] = (no_minutes, minutes_only, minutes_only)
LONG_PAST, SOME_WEEKS = 18, 10
"""Working days since a visit from which on its conclusion, or its report, should be there."""


def _of_past(stage: Stage, past: Sequence[Inspection], today: date, own: str) -> dict[int, Tale]:
    turns = {"old": _turns(OLD), "secret": _turns(SECRET), "recent": _turns(RECENT), "latest": _turns(LATEST)}
    tales: dict[int, Tale] = {}
    stormy = _stormy_week(past, own)
    for row in reversed(past):
        age = stage.days.calendar.count_working_days(row.end_date, today)
        group = "old" if age >= LONG_PAST else "recent" if age >= SOME_WEEKS else "latest"
        if row.unit.code == own:
            tales[row.pk] = own_unit
        elif monday_of(row.start_date) == stormy and row.form != Inspection.UNANNOUNCED:
            tales[row.pk] = postponed
        else:
            tales[row.pk] = next(turns["secret" if row.form == Inspection.UNANNOUNCED else group])
    return tales


def _stormy_week(past: Sequence[Inspection], own: str) -> date | None:
    """The Monday of the week in which no visit took place: the fullest one, the earliest of equal ones."""
    kept = {monday_of(row.start_date) for row in past if row.unit.code == own}
    weeks = Counter(monday_of(row.start_date) for row in past)
    able = [week for week in sorted(weeks) if week not in kept and weeks[week] > 1]
    return max(able, key=lambda week: weeks[week], default=None)


def _turns(tales: tuple[Tale, ...]) -> Iterator[Tale]:
    yield from tales
    while True:
        yield from (tale for tale in tales if tale not in RARE and tale is not moved_to_next_week)


def _of_week(week: Sequence[Inspection], today: date, first: str) -> dict[int, Tale]:
    tales: dict[int, Tale] = {row.pk: (minutes_only, no_minutes)[place % 2] for place, row in enumerate(week)}
    now = [row for row in week if row.start_date <= today <= row.end_date]
    for row in now[:2]:
        tales[row.pk] = half_way
    for row in [row for row in week if row.start_date > today and row.team_id != first][:PUT_OFF]:
        tales[row.pk] = postponed
    before = [row for row in week if row.end_date < today]
    if before:
        tales[before[-1].pk] = reopened
    return tales


def _of_coming(coming: Sequence[Inspection], first: str) -> dict[int, Tale]:
    mine = [row for row in coming if row.team_id == first]
    others = [row for row in coming if row not in mine]
    tales: dict[int, Tale] = {row.pk: ready for row in [*mine[:3], *others[:PLAYED_NEXT]]}
    tales |= {row.pk: team_only for row in others[PLAYED_NEXT : PLAYED_NEXT + TEAMS_NEXT]}
    tales |= {row.pk: postponed for row in others[PLAYED_NEXT + TEAMS_NEXT :][:1]}
    return tales


def clockwork(stage: Stage, first: date) -> Story:
    """What the worker does each morning: limits and corrections are reminded of."""
    day = first
    while True:
        at = yield moment(day, "06:30")
        remind_daily(at)
        day = stage.days.shift(timezone.localdate(at), 1)
