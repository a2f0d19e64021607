"""Decide between two versions, or write a third one; what was not chosen is kept in the conflict."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.take_commands import take_one
from lotrinh.office.inspections.models import Conflict, Inspection
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.queries.conflicts import Now, standing_now
from lotrinh.office.inspections.recording.drafts import VERBS as DRAFT_VERBS
from lotrinh.office.inspections.recording.finding_content import KEYS
from lotrinh.office.inspections.stepping import locked
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import Decision, require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

MINE, THEIRS, MERGED = "mine", "theirs", "merged"
CHOICES: Final = (MINE, THEIRS, MERGED)


@transaction.atomic
def resolve_conflict(
    actor: Account, conflict: Conflict, choice: str, *, seen_revision: int, at: datetime,
    content: dict[str, Any] | None = None,
) -> Conflict:  # fmt: skip
    """choice: 'mine' (what the device brought), 'theirs' (what stands) or 'merged' (the content given).

    seen_revision: of what stood when the person decided; Faults when it has changed since, or the conflict is
    decided already, or the content is not right. Refused when he may not record that.
    """
    inspection = locked(conflict.inspection)
    row = Conflict.objects.for_actions().get(pk=conflict.pk)
    require(may_resolve(actor, inspection, row.target))
    now = standing_now(inspection, row.target)
    _check(row, choice, now, seen_revision)
    result = now.content if choice == THEIRS else _write(actor, inspection, row, choice, content, now, at)
    row.resolved_at, row.resolved_by, row.choice, row.result = at, actor, choice, result
    row.save(update_fields=["resolved_at", "resolved_by", "choice", "result"])
    audit.record(
        actor, "resolve_conflict", inspection, at=at, before={"mine": row.mine, "theirs": row.theirs},
        after={"target": row.target, "choice": choice, "content": result},
    )  # fmt: skip
    return row


def may_resolve(actor: Account, inspection: Inspection, target: dict[str, Any]) -> Decision:
    """Whoever may record the thing; an explanation also after the minutes."""
    if target["kind"] == "draft":
        return may_do(actor, inspection, DRAFT_VERBS[target["draft"]])
    if target["kind"] == "answer":
        return may_do(actor, inspection, "record_answer")
    recording = may_do(actor, inspection, "record_finding")
    return recording if recording else may_do(actor, inspection, "explain_finding")


def _check(row: Conflict, choice: str, now: Now, seen_revision: int) -> None:
    if row.resolved_at is not None:
        raise Faults(
            _fault("resolved", "Chỗ này đã có người chọn xong.", "Somebody has decided this already.")
        )
    if choice not in CHOICES:
        raise Faults(_fault("choice", "Hãy chọn một bản.", "Choose one of the versions.", choice))
    if now.revision != seen_revision:
        raise Faults(
            _fault(
                "moved",
                "Bản đang có đã thay đổi trong lúc bạn xem; hãy xem lại hai bản rồi chọn.",
                "What stands has changed while you looked; look at both again and decide.",
                f"r{seen_revision}",
                f"r{now.revision}",
            )
        )


def _write(
    actor: Account,
    inspection: Inspection,
    row: Conflict,
    choice: str,
    content: dict[str, Any] | None,
    now: Now,
    at: datetime,
) -> dict[str, Any] | None:
    chosen = row.mine if choice == MINE else {**row.mine, **(content or {})}
    kind, payload = _command(row.target, chosen, now)
    take_one(actor, inspection, kind, payload | {"base_revision": now.revision}, at=at)
    return standing_now(inspection, row.target).content


def _command(target: dict[str, Any], chosen: dict[str, Any], now: Now) -> tuple[str, dict[str, Any]]:
    if target["kind"] == "answer":
        return "answer", {"question": target["question"], "slot": target["slot"], **chosen}
    if target["kind"] == "draft":
        return "draft", {"draft": target["draft"], "part": target["part"], "value": chosen.get("value")}
    if chosen.get("withdrawn") and not (now.content or {}).get("withdrawn"):
        return "withdraw_finding", {"uid": target["uid"], "reason": chosen["withdrawn_reason"]}
    return "finding", {"uid": target["uid"], "content": {k: v for k, v in chosen.items() if k in KEYS}}


def _fault(name: str, vi: str, en: str, got: str = "", expected: str = "") -> Fault:
    return Fault(f"inspections.conflict_{name}", "conflict", vi, en, got=got, expected=expected)
