"""Speaking SMTP in two steps, so that it is always known on which side of acceptance an error fell."""

from __future__ import annotations

import logging
import re
import smtplib
from email.message import EmailMessage

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

TIMEOUT = 20
"""Seconds that the server may be silent."""

log = logging.getLogger(__name__)


class NotAccepted(Exception):
    """The server has certainly not taken the mail. broken: the connection is of no more use."""

    def __init__(self, reason: str, *, broken: bool = False) -> None:
        super().__init__(reason)
        self.broken = broken


class InDoubt(Exception):
    """The mail went out and no answer came back: the server may have taken it."""


def configured() -> bool:
    """A server and a sender are set."""
    return bool(settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL)


def open_line() -> smtplib.SMTP:
    """A connection, encrypted and signed in as the settings say. Raises OSError."""
    backend = EmailBackend(timeout=TIMEOUT)
    backend.open()
    line = backend.connection
    if line is None:
        raise OSError("the mail server gave no connection")
    line.ehlo_or_helo_if_needed()
    return line


def close_line(line: smtplib.SMTP, *, politely: bool) -> None:
    """Hang up. politely: say goodbye first; in the middle of a mail that would wait for an answer in vain."""
    try:
        if politely:
            line.quit()
    except OSError as error:
        log.info("the mail server hung up first: %s", error)
    finally:
        line.close()


def offer(line: smtplib.SMTP, mail: EmailMessage) -> None:
    """Everything before the content: sender, receiver, and the server's word that it is ready."""
    sender, receiver = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
    steps = ((line.mail, sender, {250}), (line.rcpt, receiver, {250, 251}), (line.docmd, "DATA", {354}))
    for step, argument, good in steps:
        try:
            code, words = step(argument)
        except OSError as error:
            raise NotAccepted(_said(error), broken=True) from error
        if code not in good:
            raise _refusal(line, code, words)


def content_of(mail: EmailMessage) -> bytes:
    """The bytes for the line: dots doubled, the end marked."""
    content = re.sub(rb"(?m)^\.", b"..", mail.as_bytes())
    return content + (b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n")


def hand_over(line: smtplib.SMTP, content: bytes) -> None:
    """From the first byte until the answer nobody knows whether the server has taken it.

    Raises NotAccepted when it says that it has not, InDoubt when no answer comes that can be understood.
    """
    try:
        line.send(content)
        code, words = line.getreply()
    except OSError as error:
        raise InDoubt(_said(error)) from error
    if 400 <= code < 600:
        raise _refusal(line, code, words)
    if code != 250:
        raise InDoubt(f"{code} {words.decode('utf-8', 'replace')}")


def _refusal(line: smtplib.SMTP, code: int, words: bytes) -> NotAccepted:
    """What the server said, after the line was made fit for the next mail."""
    try:
        broken = line.rset()[0] != 250
    except OSError:
        broken = True
    return NotAccepted(f"{code} {words.decode('utf-8', 'replace')}", broken=broken)


def _said(error: OSError) -> str:
    return f"{type(error).__name__}: {error}"
