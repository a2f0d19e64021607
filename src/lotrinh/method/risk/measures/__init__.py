"""How each kind of signal is read: one file a kind, one function ``read(signal, unit, context)`` in each."""

from collections.abc import Callable, Mapping

from lotrinh.method.risk.measures import findings, index_fall, index_level, latest_value, papi_sectors
from lotrinh.method.risk.measures.context import Context
from lotrinh.method.risk.profile import SignalDefinition
from lotrinh.method.risk.readings import Reading
from lotrinh.method.risk.units import RiskUnit

Read = Callable[[SignalDefinition, RiskUnit, Context], Reading]

MEASURES: Mapping[str, Read] = {
    "index_level": index_level.read,
    "index_fall": index_fall.read,
    "latest_value": latest_value.read,
    "papi_sectors": papi_sectors.read,
    "open_findings": findings.read_open,
    "oldest_finding": findings.read_oldest,
    "days_since_inspection": findings.read_days_since,
}

__all__ = ["MEASURES", "Context", "Read"]
