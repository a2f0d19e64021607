"""A decision with its reason, what a role may do, and what happens when the answer is no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lotrinh.method.trace import Reason
from lotrinh.office.platform.roles import roles

GRANTED = Reason("policy.granted", "Được phép.", "Allowed.")
SIGN_IN_FIRST = Reason("policy.sign_in", "Hãy đăng nhập trước.", "Sign in first.")


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, and why."""

    allowed: bool
    reason: Reason = GRANTED

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


class Refused(Exception):
    """Somebody asked for what he may not do; becomes a page (403) or an exit code."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason.en)
        self.decision = decision


def require(decision: Decision) -> None:
    """Go on only when the decision is yes."""
    if not decision.allowed:
        raise Refused(decision)


def anyone(actor: object) -> Decision:
    """Policy of the pages that need no sign-in."""
    return ALLOWED


def signed_in(actor: object) -> Decision:
    """Policy of the pages that everybody with an account may open."""
    return ALLOWED if getattr(actor, "is_authenticated", False) else Decision(False, SIGN_IN_FIRST)


def may(actor: Any, verb: str, thing: Any = None) -> Decision:
    """Closed by default: only an active account whose role lists the verb."""
    if not getattr(actor, "is_authenticated", False) or not actor.is_active:
        return Decision(False, SIGN_IN_FIRST)
    role = roles().get(actor.role)
    if role is not None and verb in role.verbs:
        return ALLOWED
    return Decision(False, _not_in_role(actor.role, verb))


def _not_in_role(key: str, verb: str) -> Reason:
    role, holders = roles().get(key), [r for r in roles().values() if verb in r.verbs]
    vi, en = ", ".join(r.title_vi for r in holders), ", ".join(r.title_en for r in holders)
    mine_vi, mine_en = (role.title_vi, role.title_en) if role else ("không rõ", "unknown")
    return Reason(
        "policy.not_in_role",
        f"Vai trò của bạn ({mine_vi}) không có quyền này. Vai trò có quyền: {vi or 'chưa có vai trò nào'}.",
        f"Your role ({mine_en}) may not do this. Roles that may: {en or 'none yet'}.",
        {"verb": verb, "role": key},
    )


def verb_policy(verb: str) -> Callable[[Any], Decision]:
    """The policy of a page that needs one verb."""

    def policy(actor: Any) -> Decision:
        return may(actor, verb)

    policy.__name__ = f"may_{verb}"
    policy.verb = verb  # type: ignore[attr-defined]
    return policy
