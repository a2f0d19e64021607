"""Panels that other components add to a unit's page, so that the register need not know them.

A component registers in its AppConfig.ready: ``unit_panel("visits", order=50)(function)``. The function takes
the actor and the unit and returns a Panel, or None when there is nothing to show to this actor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lotrinh.office.registry.models import Unit


@dataclass(frozen=True)
class Panel:
    """A heading, the template that draws the inside, and its context."""

    title: Any
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Maker = Callable[[Any, Unit], Panel | None]
_MAKERS: dict[str, tuple[int, Maker]] = {}


def unit_panel(key: str, *, order: int) -> Callable[[Maker], Maker]:
    """Register a maker of panels under a key; lower orders stand higher."""

    def register(maker: Maker) -> Maker:
        _MAKERS[key] = (order, maker)
        return maker

    return register


def panels_of(actor: Any, unit: Unit) -> list[Panel]:
    """Every panel this actor gets on this unit's page."""
    makers = [maker for _, maker in sorted(_MAKERS.values(), key=lambda entry: entry[0])]
    return [panel for maker in makers if (panel := maker(actor, unit)) is not None]
