"""``lotrinh roadmap``: build, solve, verify, explain, replan, what-if, schema.

The commands are read one by one when asked for, so that judging a roadmap does not wait for the solver.
"""

from __future__ import annotations

from lotrinh.cli.lazy import Lazy, LazyGroup

_HERE = "lotrinh.cli.roadmap"

group = LazyGroup(
    "roadmap",
    help="From a plan to a proven roadmap: build, solve, verify, explain, replan, what if.",
    lazy=[
        Lazy("build", f"{_HERE}.build:build", "From a plan to problem.json and roadmap.json."),
        Lazy("solve", f"{_HERE}.solving:solve_problem", "Solve any problem.json."),
        Lazy("verify", f"{_HERE}.judging:verify_pair", "Judge a roadmap against its problem."),
        Lazy("explain", f"{_HERE}.judging:explain_pair", "Why each unit is in or out."),
        Lazy("replan", f"{_HERE}.replanning:replan_roadmap", "Take a change up with the fewest moves."),
        Lazy("whatif", f"{_HERE}.curve:curve", "Risk covered against team-days."),
        Lazy("schema", f"{_HERE}.contract:show_schema", "The contract with other programs."),
    ],
)
