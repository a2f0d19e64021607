"""A real SMTP server on this machine that keeps what it was given, and can be made to misbehave."""

from __future__ import annotations

import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Box:
    """What the server took. answer: replies by stage ('MAIL', 'RCPT', 'DATA'); lose: hang up after taking."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.answer: dict[str, str] = {}
        self.lose = False
        self.before_answer: Callable[[], None] = lambda: None

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails as they were read."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]  # type: ignore[misc]

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "MAIL" in self.answer:
            return self.answer["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "RCPT" in self.answer:
            return self.answer["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "DATA" in self.answer:
            return self.answer["DATA"]
        self.raw.append(envelope.content)
        self.before_answer()
        if self.lose:
            server.transport.abort()
        return "250 taken"


class Server:
    """A started server; stop() ends it."""

    def __init__(self) -> None:
        self.box = Box()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self.box, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        """No one listens any more."""
        if self.controller is not None:
            self.controller.stop()
