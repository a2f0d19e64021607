"""The contract with other programs: problem.json and roadmap.json, version 1, as JSON Schemas with a
reading side.
"""

from lotrinh.method.roadmap.contract.checking import check_problem, check_roadmap, schema
from lotrinh.method.roadmap.contract.reading import DEFAULT_AIMS, read_problem, read_roadmap

__all__ = ["DEFAULT_AIMS", "check_problem", "check_roadmap", "read_problem", "read_roadmap", "schema"]
