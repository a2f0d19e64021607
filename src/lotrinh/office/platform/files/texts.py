"""Plain text: UTF-8 without control characters, and nothing that a browser or a shell would run."""

from __future__ import annotations

import re

from lotrinh.office.platform.files.refusals import refusal

_WEB = re.compile(
    rb"<(!doctype|\?xml|\?php|%|(html|head|body|script|svg|iframe|style|title|meta|div|table|img|a|b|br|p|h1"
    rb"|font|object|embed|link|base|form|frameset|math|xml)\b)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(rb"<(script|iframe|object|embed|svg|html)[\s>/]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
LOOKED_AT = 8192


def check_no_web_page(data: bytes, name: str) -> None:
    """Refuse HTML, XML and SVG, also in UTF-16, also behind blanks, comments or a byte order mark."""
    head = data[:LOOKED_AT]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    if _WEB.match(_behind_comments(head.removeprefix(b"\xef\xbb\xbf"))) or (
        b"\0" not in head and _ANYWHERE.search(head)
    ):
        raise refusal("files.web_page", name)


def _behind_comments(head: bytes) -> bytes:
    head = head.lstrip()
    while head.startswith(b"<!--") and b"-->" in head:
        head = head.partition(b"-->")[2].lstrip()
    return head


def is_text(data: bytes, name: str) -> bool:
    """Whether it is UTF-8 text; refuses text in another encoding, which others would read as rubbish."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refusal("files.text_encoding", name, got="UTF-16")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if _looks_like_text(data):
            raise refusal("files.text_encoding", name, got="8-bit") from None
        return False
    return not _CONTROL.search(text)


def _looks_like_text(data: bytes) -> bool:
    """Mostly letters, digits and blanks, no control bytes: an old one-byte encoding such as TCVN3 or VNI."""
    head = data[:LOOKED_AT]
    plain = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in head)
    control = sum(byte < 32 and byte not in b"\t\r\n\f\x1b" for byte in head)
    return control == 0 and plain >= 0.6 * len(head)
