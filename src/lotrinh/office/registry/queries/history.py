"""What a body was made of and what became of it, with the results of those before it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lotrinh.office.registry.models import IndexResult, Succession, Unit
from lotrinh.office.registry.policies import may_read_results_of


@dataclass(frozen=True)
class Step:
    """One pair. carried: results of the predecessor count as the successor's own. results: newest first."""

    pair: Succession
    other: Unit
    carried: bool
    results: tuple[IndexResult, ...] = ()


@dataclass(frozen=True)
class History:
    """Both directions, in the Vietnamese order of names. split: a predecessor went to several bodies."""

    predecessors: list[Step]
    successors: list[Step]

    @property
    def carried(self) -> bool:
        """The body continues exactly one body."""
        return any(step.carried for step in self.predecessors)


def unit_history(actor: Any, unit: Unit) -> History:
    """The pairs of a body and the results of its predecessors; three queries whatever their number."""
    before = list(unit.successions_in.select_related("predecessor").order_by("predecessor__sort_key"))
    after = list(unit.successions_out.select_related("successor").order_by("successor__sort_key"))
    heirs = _heirs([pair.predecessor_id for pair in before])
    results = _results([pair.predecessor for pair in before], actor)
    return History(
        [
            Step(
                pair,
                pair.predecessor,
                _carries(pair, unit, len(before), heirs),
                tuple(results[pair.predecessor.code]),
            )
            for pair in before
        ],
        [Step(pair, pair.successor, False) for pair in after],
    )


def _heirs(predecessors: list[int]) -> dict[int, int]:
    """How many bodies each predecessor went to."""
    counts: dict[int, int] = defaultdict(int)
    for pk in Succession.objects.filter(predecessor__in=predecessors).values_list(
        "predecessor_id", flat=True
    ):
        counts[pk] += 1
    return counts


def _carries(pair: Succession, unit: Unit, of: int, heirs: dict[int, int]) -> bool:
    """The only predecessor, whole, with no other successor, under the same name: the same body goes on."""
    whole = pair.extent == Succession.Extent.WHOLE
    return of == 1 and heirs[pair.predecessor_id] == 1 and whole and pair.predecessor.name == unit.name


def _results(units: list[Unit], actor: Any) -> dict[str, list[IndexResult]]:
    readable = [unit.code for unit in units if may_read_results_of(actor, unit.code)]
    found: dict[str, list[IndexResult]] = defaultdict(list)
    for row in IndexResult.objects.filter(subject__in=readable, current=True, component="").order_by(
        "-year", "index"
    ):
        found[row.subject].append(row)
    return found
