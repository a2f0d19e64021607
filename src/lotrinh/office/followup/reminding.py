"""When somebody is reminded: steps before and after the last day, as the definition sets them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, field_validator

from lotrinh.method.definitions import Library

OVERDUE, HEAD, OFFICE = "overdue", "overdue-head", "overdue-office"


class ReminderSettings(BaseModel):
    """before: calendar days before the last day. overdue_head, overdue_office: working days after it.

    letter_reply: working days that an official letter gives for the answer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    version: int
    licence: str
    title: dict[str, str]
    before: tuple[int, ...] = Field(min_length=1)
    before_source: dict[str, Any]
    overdue_head: int = Field(ge=0, le=366)
    overdue_office: int = Field(ge=0, le=366)
    overdue_source: dict[str, Any]
    letter_reply: int = Field(ge=1, le=60)
    letter_source: dict[str, Any]

    @field_validator("before")
    @classmethod
    def _falling(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if list(days) != sorted(set(days), reverse=True) or days[-1] < 1:
            raise ValueError("before: days fall from the longest to the shortest, each at least 1")
        return days


@cache
def reminder_settings() -> ReminderSettings:
    """As defined in definitions/reminders/corrections.yaml. Raises Faults when it is wrong."""
    library = Library.open(settings.DEFINITIONS)
    return library.read(ReminderSettings, "reminders", "corrections.yaml")


def events_now(
    today: date, due_on: date, since: date, head_on: date, office_on: date, before: tuple[int, ...]
) -> tuple[str, ...]:
    """The events whose time has come and that are not behind others: one before the last day, all after it.

    since: the day on which the deadline was set; a step that lay before it is not made up for. head_on,
    office_on: the days after which it rises. Each event is given once; whoever calls keeps which were given.
    """
    if today > due_on:
        late = ((OVERDUE, due_on), (HEAD, head_on), (OFFICE, office_on))
        return tuple(event for event, after in late if today > after)
    for days in reversed(before):
        threshold = due_on - timedelta(days=days)
        if today >= threshold:
            return (f"due-{days}",) if since < threshold else ()
    return ()
