"""Reads of the register, each with the actor: what he may not see is not in the answer."""

from lotrinh.office.registry.queries.evidence import known_observations
from lotrinh.office.registry.queries.facts import unit_facts
from lotrinh.office.registry.queries.history import History, unit_history
from lotrinh.office.registry.queries.lineage import body_in_charge, codes_carried_by, heirs_of
from lotrinh.office.registry.queries.marks import latest_marks, risk_mark, risk_marks_of
from lotrinh.office.registry.queries.results import latest_par, published_results, result_tables
from lotrinh.office.registry.queries.units import UnitWish, filter_choices, found_units, unit_by_code

__all__ = [
    "History",
    "UnitWish",
    "body_in_charge",
    "codes_carried_by",
    "filter_choices",
    "found_units",
    "heirs_of",
    "known_observations",
    "latest_marks",
    "latest_par",
    "published_results",
    "result_tables",
    "risk_mark",
    "risk_marks_of",
    "unit_by_code",
    "unit_facts",
    "unit_history",
]
