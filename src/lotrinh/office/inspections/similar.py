"""Similar findings elsewhere, and what mended them.

The index over all findings is built once in a process and again when findings were added or changed; who may
see which of them is asked with every search. What mended a finding is known above, by the component that
follows corrections: it registers with ``mending``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, Max

from lotrinh.method.findings import SimilarTexts
from lotrinh.office.inspections.models import Finding

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

ASKED, MOST, LONGEST_TEXT = 80, 6, 5_000
Stamp = tuple[int, int | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Mended:
    """A correction of a finding: what was done, whether it is verified, when, and where it stands."""

    text: str
    state: Any
    verified: bool
    done_on: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """A finding like the text that was asked for. score: for the order only."""

    finding: Finding
    score: float
    mended: tuple[Mended, ...]


Mending = Callable[["Account", Sequence[int]], Mapping[int, Sequence[Mended]]]
_PROVIDERS: Final[list[Mending]] = []


@dataclass
class _Cache:
    stamp: Stamp | None = None
    index: SimilarTexts | None = None


_CACHE: Final = _Cache()
_BUILDING: Final = Lock()


def mending(provider: Mending) -> Mending:
    """Register who knows what mended findings: (actor, keys of findings) → key → corrections he may see."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def mended_by(actor: Account, findings: Sequence[int]) -> dict[int, tuple[Mended, ...]]:
    """Finding → its corrections, of all who know of any."""
    found: dict[int, tuple[Mended, ...]] = {}
    for provider in _PROVIDERS if findings else ():
        for key, corrections in provider(actor, findings).items():
            found[key] = (*found.get(key, ()), *corrections)
    return found


def similar_findings(
    actor: Account, text: str, *, besides: Finding | None = None, most: int = MOST
) -> list[Similar]:
    """The most similar findings that this person may see, best first, each with what mended it."""
    scores = {int(key): score for key, score in _index().search(text[:LONGEST_TEXT], ASKED)}
    if besides is not None:
        scores.pop(besides.pk, None)
    rows = Finding.objects.visible_to(actor).filter(pk__in=scores, withdrawn_at__isnull=True)
    found = sorted(rows.select_related("unit", "inspection"), key=lambda f: (-scores[f.pk], f.pk))[:most]
    mended = mended_by(actor, [f.pk for f in found])
    return [Similar(f, scores[f.pk], mended.get(f.pk, ())) for f in found]


def _index() -> SimilarTexts:
    rows = Finding.objects.for_actions().filter(withdrawn_at__isnull=True)
    told = rows.aggregate(count=Count("pk"), last=Max("pk"), at=Max("at"))
    stamp = (told["count"], told["last"], told["at"])
    with _BUILDING:
        if _CACHE.index is None or _CACHE.stamp != stamp:
            pairs = list(rows.order_by("pk").values_list("pk", "text"))
            _CACHE.index = SimilarTexts.build([str(pk) for pk, _ in pairs], [text for _, text in pairs])
            _CACHE.stamp = stamp
        return _CACHE.index
