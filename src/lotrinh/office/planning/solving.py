"""Where planning meets the solver and the explanation of the method."""

from lotrinh.method.roadmap.explain import explain
from lotrinh.method.roadmap.solve import Progress, solve

__all__ = ["Progress", "explain", "solve"]
