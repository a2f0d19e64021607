"""Why a body should be inspected: signals, ranges, exact sums, ranks and how stable they are."""

from lotrinh.method.risk.assess import assess
from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.profile import RiskProfile, read_profile
from lotrinh.method.risk.results import Contribution, RiskResult, ranked
from lotrinh.method.risk.tables import read_observations
from lotrinh.method.risk.units import Ancestor, RiskUnit

__all__ = [
    "Ancestor",
    "Contribution",
    "Observation",
    "RiskProfile",
    "RiskResult",
    "RiskUnit",
    "assess",
    "ranked",
    "read_observations",
    "read_profile",
]
