"""A draft as it stands: each part with what was typed, and what the figures say now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.papers.facts import facts_of
from lotrinh.office.inspections.papers.gathering import Gathered
from lotrinh.office.inspections.papers.parts import NUMBERED, PartOf, is_empty, part_keys, part_of
from lotrinh.office.inspections.papers.prefill import Facts, prefilled


@dataclass(frozen=True)
class PartView:
    """A part. value: what was typed, else what the figures say; revision 0 while nothing was typed.

    figures: what the figures say now. content: of a part by content. by, at: of what was typed.
    """

    key: str
    part: PartOf
    value: Any
    figures: Any
    revision: int = 0
    by: str = ""
    at: str = ""
    content: Facts | None = None

    @property
    def typed(self) -> bool:
        """Somebody wrote it."""
        return self.revision > 0

    @property
    def figures_id(self) -> str:
        """Id of the element that holds the figures for the script."""
        return f"figures-{self.key}"

    @property
    def differs(self) -> bool:
        """The figures say something else than what was typed."""
        return self.typed and not is_empty(self.figures) and plain(self.figures) != plain(self.value)


def plain(value: Any) -> Any:
    """For comparing: text without blanks at ends of lines."""
    if isinstance(value, list):
        return [_plain_row(row) if isinstance(row, dict) else row for row in value]
    return "\n".join(line.strip() for line in str(value if value is not None else "").strip().splitlines())


def _plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: plain(value) for key, value in row.items() if value not in (None, "", [])}


def draft_parts(gathered: Gathered, facts: Facts, kind: str, on: date) -> list[PartView]:
    """Every part of a draft in the order of the paper."""
    stands = gathered.drafts.get(kind, {})
    names = _names(stands)
    contents = {c["number"]: c for c in facts["contents"]}
    views = []
    for key in part_keys(kind, facts["contents"]):
        part, found = part_of(kind, key), NUMBERED.fullmatch(key)
        assert part is not None, "part_keys gives known parts"
        figures = prefilled(kind, key, facts, gathered.inspection, on)
        content = contents[int(found.group(2))] if found else None
        own = stands.get(key)
        if own is None:
            views.append(PartView(key, part, figures, figures, content=content))
            continue
        views.append(
            PartView(
                key, part, own.get("value"), figures, int(own.get("revision") or 1),
                names.get(own.get("by"), ""), str(own.get("at") or ""), content,
            )
        )  # fmt: skip
    return views


def draft_values(gathered: Gathered, facts: Facts, kind: str, on: date) -> dict[str, Any]:
    """Part → value, as the paper takes it."""
    return {view.key: view.value for view in draft_parts(gathered, facts, kind, on)}


def figures_now(gathered: Gathered, kind: str, on: date) -> dict[str, Any]:
    """Part → what the figures say, whatever was typed."""
    facts = facts_of(gathered)
    return {
        key: prefilled(kind, key, facts, gathered.inspection, on)
        for key in part_keys(kind, facts["contents"])
    }


def _names(stands: Mapping[str, Mapping[str, Any]]) -> dict[Any, str]:
    keys = [int(p["by"]) for p in stands.values() if isinstance(p.get("by"), int)]
    return dict(Account.objects.filter(pk__in=keys).values_list("pk", "full_name")) if keys else {}
