"""What one paper is made from: the facts, the parts of its draft, what the caller adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.papers.bodies import Body, Issuer, body_of, issuer_of
from lotrinh.office.inspections.papers.people import cited
from lotrinh.office.inspections.papers.prefill import Facts
from lotrinh.office.inspections.papers.words import listed

Context = dict[str, Any]


@dataclass(frozen=True)
class Matter:
    """What a context is made from. values: of the parts of the draft, typed or from the figures.

    on: the day that the paper is drafted. extra: what the caller adds, plain data; ``signer``: the key of the
    signer in bodies.yaml. bodies: code → full name.
    """

    template: str
    inspection: Inspection
    facts: Facts
    on: date
    values: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)

    @property
    def issuer(self) -> Issuer:
        """Who issues the paper."""
        return issuer_of(self.inspection.plan, self.template)

    @property
    def body(self) -> Body:
        """The body behind the team."""
        return body_of(self.inspection.plan)

    @property
    def head(self) -> dict[str, str]:
        """The head of the team, as papers name him."""
        found = next((p for p in self.facts["team"] if p["role"] == "Trưởng đoàn"), None)
        if found is None:
            vi, en = "Đoàn chưa có trưởng đoàn; hãy chọn một người.", "The team has no head; choose one."
            raise Faults(Fault("inspections.needs_head", "head", vi, en))
        return cited(found)

    def lines(self, key: str) -> list[str]:
        """The lines of a part."""
        return listed(self.values.get(key))

    def rows(self, key: str, first: str) -> list[dict[str, Any]]:
        """The rows of a part whose first cell says something."""
        rows = self.values.get(key) or []
        return [row for row in rows if isinstance(row, dict) and str(row.get(first) or "").strip()]
