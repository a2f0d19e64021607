"""Bring the published tables of the definitions into the results."""

from __future__ import annotations

from lotrinh.method.definitions import Library
from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.tables import read_observations
from lotrinh.office.registry.actions.record_results import record_results
from lotrinh.office.registry.models import IndexResult, Unit

INDICES = ("par", "sipas", "papi")


def load_results(library: Library) -> int:
    """Load the figures of the indices. Findings and other facts stay with their own definitions."""
    units = {code: (pk, name) for code, pk, name in Unit.objects.values_list("code", "pk", "name")}
    observations = [item for item in read_observations(library.root) if item.index in INDICES]
    record_results((_row(item, units) for item in observations), former_is_same=True)
    return len(observations)


def _row(item: Observation, units: dict[str, tuple[int, str]]) -> IndexResult:
    unit_id, name = units.get(item.subject, (None, item.label))
    return IndexResult(
        subject=item.subject, subject_name=name, unit_id=unit_id, index=item.index, year=item.year,
        component=item.component, component_vi=item.label if item.component else "",
        component_en=getattr(item, "label_en", "") if item.component else "",
        value=item.value, at_least=item.at_least, at_most=item.at_most, rank=item.rank, last=item.last,
        block=item.block, published_on=item.published_on, published_mark=item.published_mark,
        source=item.source.title or item.source.id, url=item.source.url, note=item.note,
    )  # fmt: skip
