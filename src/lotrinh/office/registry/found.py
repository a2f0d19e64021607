"""What the register itself offers to the search: bodies and fields."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lotrinh.method.text import fold
from lotrinh.office.registry.models import Sector, Unit
from lotrinh.office.registry.policies import may_read_units
from lotrinh.office.registry.searching import Hit, search_provider


def _all_units(words: str) -> str:
    return f"{reverse('registry:units')}?{urlencode({'q': words, 'as_of': ''})}"


@search_provider("units", order=10, title=_("Units"), all_url=_all_units)
def search_units(actor: Any, words: str, limit: int) -> list[Hit]:
    """Bodies that exist come first, then those whose name begins with the words, in the order of names."""
    if not may_read_units(actor):
        return []
    folded = fold(words)
    rank = Case(
        When(Q(folded=folded) | Q(code=folded), then=Value(0)),
        When(folded__startswith=folded, then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    ended = Case(When(valid_to__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Unit.objects.matching(words).select_related("parent", "register").alias(rank=rank, ended=ended)
    return [_unit_hit(unit) for unit in found.order_by("rank", "ended", "sort_key", "code")[:limit]]


def _unit_hit(unit: Unit) -> Hit:
    span = f"{unit.valid_from:%d/%m/%Y} – {unit.valid_to:%d/%m/%Y}" if unit.valid_to else ""
    detail = " · ".join(part for part in (unit.parent.name if unit.parent else "", unit.code, span) if part)
    return Hit(unit.name, reverse("registry:unit", args=[unit.code]), detail, unit.get_kind_display())


@search_provider("sectors", order=40, title=_("Sectors"))
def search_sectors(actor: Any, words: str, limit: int) -> list[Hit]:
    """Fields of government by either name; they lead to the bodies that answer for them."""
    if not may_read_units(actor):
        return []
    wanted = fold(words).split()
    hits = []
    for sector in Sector.objects.all():
        name = f"{fold(sector.name_vi)} {fold(sector.name_en)}"
        if all(word in name for word in wanted):
            address = f"{reverse('registry:units')}?{urlencode({'sector': sector.key})}"
            hits.append(
                Hit(sector.name, address, sector.name_en if sector.name == sector.name_vi else sector.name_vi)
            )
    return hits[:limit]
