"""``lotrinh roadmap``: build, solve, verify, explain, replan, what-if, schema.

The commands are read one by one when asked for, so that judging a roadmap does not wait for the solver.
"""

from __future__ import annotations

from lotrinh.cli.lazy import LazyGroup

group = LazyGroup(
    "roadmap",
    help="From a plan to a proven roadmap: build, solve, verify, explain, replan, what if.",
    lazy={
        "build": "lotrinh.cli.roadmap.build:build",
        "solve": "lotrinh.cli.roadmap.solving:solve_problem",
        "verify": "lotrinh.cli.roadmap.judging:verify_pair",
        "explain": "lotrinh.cli.roadmap.judging:explain_pair",
        "replan": "lotrinh.cli.roadmap.replanning:replan_roadmap",
        "whatif": "lotrinh.cli.roadmap.curve:whatif",
        "schema": "lotrinh.cli.roadmap.contract:show_schema",
    },
)
