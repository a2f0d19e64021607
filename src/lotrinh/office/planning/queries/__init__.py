"""What pages read, scoped to the actor."""

from lotrinh.office.planning.queries.board import board, months
from lotrinh.office.planning.queries.candidates import (
    Filters,
    candidate_choices,
    candidate_rows,
    candidate_sheet,
    candidates,
    signal_legend,
)
from lotrinh.office.planning.queries.comparison import comparison
from lotrinh.office.planning.queries.content import annex_content, feed_by_token, roadmap_content
from lotrinh.office.planning.queries.curve import chart_of
from lotrinh.office.planning.queries.desks import desks
from lotrinh.office.planning.queries.left_out import left_out
from lotrinh.office.planning.queries.places import map_layers, places
from lotrinh.office.planning.queries.plans import plan_sheet, said, work_on
from lotrinh.office.planning.queries.requests import open_request, open_requests
from lotrinh.office.planning.queries.roadmaps import (
    aim_pairs,
    aims_of,
    build_of,
    builds_of,
    curve_of,
    feeds_of,
    in_force,
    last_move_of,
    newest,
    plan_of,
    plans,
    roadmap_of,
    roadmaps_of,
    sees_everything,
    teams_of,
    visit_of,
    visits_of,
)
from lotrinh.office.planning.queries.unavailable import absences_of, closures_of
from lotrinh.office.planning.queries.visits import visit_sheet

__all__ = [
    "Filters",
    "absences_of",
    "aim_pairs",
    "aims_of",
    "annex_content",
    "board",
    "build_of",
    "builds_of",
    "candidate_choices",
    "candidate_rows",
    "candidate_sheet",
    "candidates",
    "chart_of",
    "closures_of",
    "comparison",
    "curve_of",
    "desks",
    "feed_by_token",
    "feeds_of",
    "in_force",
    "last_move_of",
    "left_out",
    "map_layers",
    "months",
    "newest",
    "open_request",
    "open_requests",
    "places",
    "plan_of",
    "plan_sheet",
    "plans",
    "roadmap_content",
    "roadmap_of",
    "roadmaps_of",
    "said",
    "sees_everything",
    "signal_legend",
    "teams_of",
    "visit_of",
    "visit_sheet",
    "visits_of",
    "work_on",
]
