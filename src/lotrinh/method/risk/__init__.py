"""Why a body should be inspected: signals, ranges, exact sums, ranks and how stable they are."""

from lotrinh.method.risk.assess import assess
from lotrinh.method.risk.check import check_risk
from lotrinh.method.risk.explain import explain
from lotrinh.method.risk.focus import FocusField, focus_fields
from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.plan_risk import (
    assess_plan,
    chosen_sizes,
    plan_focus,
    plan_stability,
    plan_units,
    published,
    sector_names,
)
from lotrinh.method.risk.profile import RiskProfile, method_breaks, read_profile
from lotrinh.method.risk.results import Contribution, RiskResult, ranked
from lotrinh.method.risk.stability import Stability, stability
from lotrinh.method.risk.tables import read_observations
from lotrinh.method.risk.units import Ancestor, RiskUnit

__all__ = [
    "Ancestor",
    "Contribution",
    "FocusField",
    "Observation",
    "RiskProfile",
    "RiskResult",
    "RiskUnit",
    "Stability",
    "assess",
    "assess_plan",
    "check_risk",
    "chosen_sizes",
    "explain",
    "focus_fields",
    "method_breaks",
    "plan_focus",
    "plan_stability",
    "plan_units",
    "published",
    "ranked",
    "read_observations",
    "read_profile",
    "sector_names",
    "stability",
]
