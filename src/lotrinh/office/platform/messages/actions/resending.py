"""Send a mail again of which nobody knows whether it arrived, or that was refused too often."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform import audit
from lotrinh.office.platform.models import Digest
from lotrinh.office.platform.policies import Decision, may, require

STUCK = (Digest.UNSURE, Digest.FAILED)


def may_send_again(actor: Any) -> Decision:
    """Who keeps the accounts."""
    return may(actor, "manage_accounts")


@transaction.atomic
def send_again(actor: Any, pk: int, *, at: datetime) -> Digest:
    """Let it wait for the next sending, with its old Message-ID. Raises Faults, Digest.DoesNotExist."""
    require(may_send_again(actor))
    digest = Digest.objects.select_for_update().get(pk=pk)
    before = {"state": digest.state, "attempts": digest.attempts, "error": digest.error}
    if digest.state not in STUCK:
        raise Faults(_not_stuck(digest))
    digest.state, digest.attempts, digest.claimed_by, digest.claimed_at = Digest.WAITING, 0, "", None
    digest.save(update_fields=["state", "attempts", "claimed_by", "claimed_at"])
    audit.record(
        actor, "send_mail_again", digest, at=at, before=before, after={"state": digest.state, "attempts": 0}
    )
    return digest


def _not_stuck(digest: Digest) -> Fault:
    return Fault(
        "messages.not_stuck",
        f"mail {digest.pk}",
        "Chỉ gửi lại được thư chưa rõ kết quả hoặc không gửi được. Hãy tải lại trang để xem trạng thái.",
        "Only a mail that is in doubt or has failed can be sent again. Load the page again to see its state.",
        got=digest.state,
        expected=", ".join(STUCK),
    )
