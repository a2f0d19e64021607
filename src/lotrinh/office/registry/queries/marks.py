"""Risk marks, for those who plan and oversee."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from lotrinh.office.registry.models import RiskMark, Unit
from lotrinh.office.registry.policies import may_read_risk


def _readable(actor: Any) -> QuerySet[RiskMark]:
    """Marks that hold; none for anybody who may not read risk."""
    marks = RiskMark.objects.filter(current=True)
    return marks if may_read_risk(actor) else marks.none()


def risk_marks_of(actor: Any, unit: Unit) -> list[RiskMark]:
    """The marks of one body, newest day first."""
    return list(_readable(actor).filter(unit=unit).order_by("-as_of", "plan_key"))


def risk_mark(actor: Any, unit_code: str, plan_key: str) -> RiskMark | None:
    """The mark of one body under one plan."""
    if "\0" in unit_code + plan_key:
        return None
    marks = _readable(actor).select_related("unit")
    return marks.filter(unit__code=unit_code, plan_key=plan_key).first()


def latest_marks(actor: Any, units: Sequence[Unit]) -> dict[int, RiskMark]:
    """The newest mark of each body, by its id, in one query at most."""
    if not may_read_risk(actor):
        return {}
    marks = _readable(actor).filter(unit__in=[unit.pk for unit in units]).order_by("as_of", "marked_at")
    return {mark.unit_id: mark for mark in marks}
