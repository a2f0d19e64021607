"""Search everywhere: components register what they can find; the register need not know them.

A component registers in its AppConfig.ready: ``search_provider("plans", order=20, title=…)(search)``. The
function takes the actor, the words and a limit, and returns hits that this actor may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lotrinh.office.registry.policies import may_search


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, its address, a line about it, and a word on its kind."""

    title: str
    url: str
    detail: Any = ""
    kind: Any = ""


@dataclass(frozen=True)
class Found:
    """What one provider found. more: there were more than the limit; all_url leads to all of them."""

    key: str
    title: Any
    hits: list[Hit]
    more: bool = False
    all_url: str = ""


Search = Callable[[Any, str, int], list[Hit]]


@dataclass(frozen=True)
class _Provider:
    key: str
    order: int
    title: Any
    search: Search
    all_url: Callable[[str], str] | None


_PROVIDERS: dict[str, _Provider] = {}


def search_provider(
    key: str, *, order: int, title: Any, all_url: Callable[[str], str] | None = None
) -> Callable[[Search], Search]:
    """Register a search. all_url: words → the page that lists everything found."""

    def register(search: Search) -> Search:
        _PROVIDERS[key] = _Provider(key, order, title, search, all_url)
        return search

    return register


def search_everywhere(actor: Any, words: str, *, limit: int = 8) -> list[Found]:
    """Ask every provider; groups without a hit are left out. Nothing without words or without the right."""
    if not words.strip() or not may_search(actor):
        return []
    found = []
    for provider in sorted(_PROVIDERS.values(), key=lambda each: each.order):
        hits = provider.search(actor, words, limit + 1)
        if hits:
            address = provider.all_url(words) if provider.all_url else ""
            found.append(Found(provider.key, provider.title, hits[:limit], len(hits) > limit, address))
    return found
