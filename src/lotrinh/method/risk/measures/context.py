"""What every measure may look at: the profile, the evidence, the standings of the province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lotrinh.method.risk.observations import Evidence, Observation
from lotrinh.method.risk.papi import PapiYear
from lotrinh.method.risk.profile import RiskProfile, SignalDefinition
from lotrinh.method.risk.readings import Reading


@dataclass(slots=True)
class Context:
    """papi: the year in use, None when nothing was published by the day. sector_names: key -> (vi, en)."""

    profile: RiskProfile
    evidence: Evidence
    papi: PapiYear | None
    sector_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sector_readings: dict[tuple[str, ...], Reading] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The day on which one decides."""
        return self.evidence.as_of

    def names(self, sectors: Iterable[str]) -> tuple[str, str]:
        """The sectors in words, Vietnamese and English; the key where no name is given."""
        pairs = [self.sector_names.get(s, (s, s)) for s in sectors]
        return ", ".join(vi for vi, _ in pairs), ", ".join(en for _, en in pairs)

    def figures(self, signal: SignalDefinition, codes: Iterable[str]) -> list[Observation]:
        """Recent figures of the index as a whole; those of its areas are another matter."""
        return self.recent(signal, [o for o in self.evidence.of(codes, signal.index) if not o.component])

    def recent(self, signal: SignalDefinition, items: list[Observation]) -> list[Observation]:
        """Observations not older than the signal allows, by their day or else their year."""
        if signal.max_age_years is None:
            return items
        first = self.as_of.year - signal.max_age_years
        return [o for o in items if (o.occurred_on.year if o.occurred_on else o.year) >= first]
