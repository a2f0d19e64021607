"""What no rule owns: names that exist, visits as long as the unit takes, nothing twice, and a sound
problem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lotrinh.method.roadmap.answer import Roadmap, Visit
from lotrinh.method.roadmap.constraints.record import Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.timetable import Timetable
from lotrinh.method.roadmap.wording import half_en, half_vi
from lotrinh.method.trace import Reason


def problem_faults(problem: Problem) -> list[Violation]:
    """Faults of the input that no roadmap can mend."""
    both = [u for u in problem.units if u.must is not None and u.never is not None]
    found = [
        _broken(
            "both_lists",
            f"{u.name} vừa phải kiểm tra ({u.must}) vừa không kiểm tra ({u.never}).",
            f"{u.name} is on the must list ({u.must}) and on the never list ({u.never}).",
            (u.code,),
        )
        for u in both
    ]
    found += [
        _twice(
            "unit_twice",
            c,
            f"Mã đơn vị {c} có hai lần trong bài toán.",
            f"The unit code {c} stands twice in the problem.",
        )
        for c in _again(u.code for u in problem.units)
    ]
    found += [
        _twice(
            "team_twice",
            c,
            f"Mã đoàn {c} có hai lần trong bài toán.",
            f"The team {c} stands twice in the problem.",
        )
        for c in _again(t.id for t in problem.teams)
    ]
    if list(problem.half_days) != sorted(set(problem.half_days)):
        found.append(
            _broken(
                "half_days",
                "Các nửa ngày không xếp theo thời gian hoặc bị lặp.",
                "The half days are not in order of time or stand twice.",
                (),
            )
        )
    outside = [h for h in problem.half_days if not problem.start <= h.date <= problem.end]
    if outside:
        found.append(
            _broken(
                "period",
                f"{half_vi(outside[0])} nằm ngoài kỳ kế hoạch.",
                f"{half_en(outside[0])} lies outside the period.",
                (),
            )
        )
    return found


def structure_violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Visits that cannot be read or do not fit their unit, and lists that contradict each other."""
    table = Timetable(problem)
    found = [v for visit in roadmap.visits for v in _visit(table, visit)]
    found += [
        _twice(
            "visited_twice",
            c,
            f"{_name(table, c)} được kiểm tra nhiều hơn một lần.",
            f"{_name(table, c)} is visited more than once.",
        )
        for c in _again(v.unit for v in roadmap.visits)
    ]
    if roadmap.plan != problem.plan:
        found.append(
            _broken(
                "plan",
                f"Lộ trình của kế hoạch “{roadmap.plan}”, bài toán của “{problem.plan}”.",
                f"The roadmap is of the plan “{roadmap.plan}”, the problem of “{problem.plan}”.",
                (),
            )
        )
    return found + list(_left_out(table, roadmap))


def _visit(table: Timetable, visit: Visit) -> Iterator[Violation]:
    unit = table.units.get(visit.unit)
    if unit is None:
        yield _broken(
            "unknown_unit",
            f"Không có đơn vị mã {visit.unit}.",
            f"There is no unit {visit.unit}.",
            (visit.unit,),
        )
    if visit.team not in table.teams:
        yield _broken(
            "unknown_team",
            f"{_name(table, visit.unit)}: không có đoàn {visit.team}.",
            f"{_name(table, visit.unit)}: there is no team {visit.team}.",
            (visit.unit,),
        )
    if visit.end < visit.start:
        yield _broken(
            "backwards",
            f"{_name(table, visit.unit)}: kết thúc trước khi bắt đầu.",
            f"{_name(table, visit.unit)}: ends before it starts.",
            (visit.unit,),
        )
        return
    if visit.start.week != visit.end.week:
        yield _broken(
            "over_week",
            f"{_name(table, visit.unit)}: lượt kiểm tra vắt qua hai tuần.",
            f"{_name(table, visit.unit)}: the visit runs over the end of a week.",
            (visit.unit,),
        )
    first, last = table.position.get(visit.start), table.position.get(visit.end)
    if unit is not None and first is not None and last is not None and last - first + 1 != unit.duration:
        took = last - first + 1
        yield Violation(
            "structure",
            (visit.unit,),
            float(abs(took - unit.duration)),
            Reason(
                "structure.duration",
                f"{unit.name}: lượt kiểm tra dài {took} nửa ngày làm việc, đơn vị cần {unit.duration}.",
                f"{unit.name}: the visit takes {took} working half days, the unit needs {unit.duration}.",
                {"unit": visit.unit, "took": took, "duration": unit.duration},
            ),
        )


def _left_out(table: Timetable, roadmap: Roadmap) -> Iterator[Violation]:
    """A list of units left out must be the units not visited; a roadmap made by hand may do without the
    list.
    """
    if not roadmap.left_out:
        return
    listed = {u.unit for u in roadmap.left_out}
    rest = set(table.units) - {v.unit for v in roadmap.visits}
    for code in sorted(listed - rest):
        yield _broken(
            "left_out",
            f"{_name(table, code)} bị liệt kê là không kiểm tra nhưng lại có lượt kiểm tra "
            "hoặc không tồn tại.",
            f"{_name(table, code)} is listed as left out but is visited or does not exist.",
            (code,),
        )
    for code in sorted(rest - listed):
        yield _broken(
            "not_listed",
            f"{_name(table, code)} không được kiểm tra cũng không có trong danh sách còn lại.",
            f"{_name(table, code)} is neither visited nor listed as left out.",
            (code,),
        )
    for code in _again(u.unit for u in roadmap.left_out):
        yield _twice(
            "left_out_twice",
            code,
            f"{_name(table, code)} có hai lần trong danh sách còn lại.",
            f"{_name(table, code)} is listed as left out twice.",
        )


def _again(codes: Iterable[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]


def _name(table: Timetable, code: str) -> str:
    return table.units[code].name if code in table.units else code


def _broken(code: str, vi: str, en: str, units: tuple[str, ...]) -> Violation:
    return Violation("structure", units, 1.0, Reason(f"structure.{code}", vi, en, {"units": list(units)}))


def _twice(code: str, who: str, vi: str, en: str) -> Violation:
    return _broken(code, vi, en, (who,))
