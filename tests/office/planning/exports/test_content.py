"""What the scope does not name cannot be put into a content."""

from dataclasses import replace

import pytest

from lotrinh.office.planning.exports.content import ScopeBroken
from tests.office.planning.exports.sample import INSPECTED, PLANNERS, content


def test_an_unannounced_visit_needs_the_scope() -> None:
    seen = content(14)
    with pytest.raises(ScopeBroken, match="2 unannounced"):
        replace(seen, scope=INSPECTED, figures=None, left_out=(), left_out_count=None)


def test_figures_and_left_out_units_need_the_scope() -> None:
    seen = content(14, INSPECTED)
    full = content(14)
    with pytest.raises(ScopeBroken, match="figures"):
        replace(seen, figures=full.figures)
    with pytest.raises(ScopeBroken, match="left out"):
        replace(seen, left_out=full.left_out)
    with pytest.raises(ScopeBroken, match="left out"):
        replace(seen, left_out_count=0)


def test_a_visit_of_an_unknown_team_is_refused() -> None:
    with pytest.raises(ValueError, match="T5"):
        replace(content(10), teams=content(10).teams[:4])


def test_half_days_are_counted_with_both_ends() -> None:
    whole, _, half = content(3, PLANNERS).visits
    assert (whole.half_days, half.half_days) == (2, 1)
    assert replace(whole, start_part="pm").half_days == 1
    assert replace(half, start_part="pm", end_part="pm").half_days == 1


def test_the_head_is_who_is_named_so_else_the_first() -> None:
    team = content(1).teams[0]
    second = replace(team.members[1], role="head")
    members = (replace(team.members[0], role="member"), second)
    assert replace(team, members=members).head == second
    assert replace(team, members=tuple(replace(m, role="member") for m in members)).head is not None
    assert replace(team, members=()).head is None
