"""Rows are closed by default: a manager that hands out nothing until somebody says who is asking."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class GuardedRows(models.QuerySet[Row]):
    """Rows of one table; each model narrows ``visible_to`` to what the actor may see."""

    def visible_to(self, actor: Any) -> GuardedRows[Row]:
        """The rows this person may see; nobody sees anything unless a model says so."""
        return self.none()


class GuardedManager(models.Manager[Row]):
    """``objects.all()`` is empty; ``visible_to(actor)`` is for pages, ``for_actions()`` for actions
    and jobs.
    """

    rows: type[GuardedRows[Any]] = GuardedRows

    def get_queryset(self) -> models.QuerySet[Row]:
        """Nothing: a forgotten filter shows an empty list rather than everything."""
        return self._rows().none()

    def visible_to(self, actor: Any) -> GuardedRows[Row]:
        """The rows this person may see."""
        return self._rows().visible_to(actor)

    def for_actions(self) -> GuardedRows[Row]:
        """Every row; only for actions and jobs that have checked the permission themselves."""
        return self._rows()

    def _rows(self) -> GuardedRows[Row]:
        return self.rows(self.model, using=self._db)


def guarded(rows: type[GuardedRows[Any]]) -> GuardedManager[Any]:
    """A guarded manager over these rows."""
    manager: GuardedManager[Any] = GuardedManager()
    manager.rows = rows
    return manager
