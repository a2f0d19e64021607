"""Who may bring a file: everybody with an account in use. What it hangs on asks further."""

from __future__ import annotations

from typing import Any

from lotrinh.office.platform.policies import ALLOWED, SIGN_IN_FIRST, Decision


def may_keep_file(actor: Any) -> Decision:
    """An active account, or None for the system itself (records that are loaded, papers that are made)."""
    if actor is None or (getattr(actor, "is_authenticated", False) and actor.is_active):
        return ALLOWED
    return Decision(False, SIGN_IN_FIRST)
