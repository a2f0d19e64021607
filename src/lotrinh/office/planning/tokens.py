"""Secret addresses of calendars."""

from __future__ import annotations

import hashlib


def token_hash(token: str) -> str:
    """What is stored of a token, and what it is looked up by."""
    return hashlib.sha256(token.encode()).hexdigest()
