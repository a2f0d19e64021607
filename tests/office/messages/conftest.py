"""People with addresses, a mail server of this machine, something to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from lotrinh.office.platform.messages.actions import tell
from lotrinh.office.platform.models import Message
from tests.office.messages.mail_server import Box, Server

NOW = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
"""Seven in the morning in Hanoi."""


@pytest.fixture
def person(make_account: Callable[..., Any]) -> Any:
    """Somebody with an address."""
    return make_account("inspector", username="an", full_name="Trần Thị Ân", email="an@example.org")


@pytest.fixture
def say() -> Callable[..., Message | None]:
    """``say(person, "event", topic=…)``: tell something plain."""

    def run(account: Any, event: str = "e", **values: Any) -> Message | None:
        values.setdefault("topic", "correction")
        values.setdefault("subject", {"vi": f"Việc {event}", "en": f"Matter {event}"})
        values.setdefault("text", {"vi": "Còn ba ngày.", "en": "Three days left."})
        values.setdefault("url", "/help/")
        values.setdefault("at", NOW)
        return tell(account, event=event, **values)

    return run


@pytest.fixture
def smtp() -> Iterator[Server]:
    """A running mail server."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def box(smtp: Server, settings: Any) -> Box:
    """Where the mails of the product arrive: the settings name the running server."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp.port
    settings.DEFAULT_FROM_EMAIL = "Lộ Trình <lo-trinh@example.org>"
    settings.LOTRINH_ADDRESS = "https://lotrinh.example.org"
    return smtp.box
