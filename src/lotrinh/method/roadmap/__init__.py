"""The roadmap: problem, rules, solve, verify, explain, replan."""

from lotrinh.method.roadmap.compose import Absence, UnitClosure, UnitMark, build_problem

__all__ = ["Absence", "UnitClosure", "UnitMark", "build_problem"]
