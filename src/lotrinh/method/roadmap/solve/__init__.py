"""Find the best roadmap of a problem, and prove how good it is."""

from lotrinh.method.roadmap.solve.progress import Progress
from lotrinh.method.roadmap.solve.search import solve

__all__ = ["Progress", "solve"]
