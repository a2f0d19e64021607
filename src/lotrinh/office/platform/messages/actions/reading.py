"""Mark one's own messages as read. Not an act of office: it is not put into the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from lotrinh.office.platform.messages.queries import messages_of
from lotrinh.office.platform.models import Message
from lotrinh.office.platform.policies import require, signed_in


def mark_read(actor: Any, uid: UUID, *, at: datetime) -> Message:
    """The message, read from now on; the moment of the first reading stays. Raises Message.DoesNotExist."""
    require(signed_in(actor))
    message = messages_of(actor).get(uid=uid)
    if message.read_at is None and messages_of(actor).filter(uid=uid, read_at=None).update(read_at=at):
        message.read_at = at
    return message


def mark_all_read(actor: Any, *, topic: str = "", until: datetime, at: datetime) -> int:
    """Every message that was told up to this moment, of one topic or of all; returns how many."""
    require(signed_in(actor))
    return messages_of(actor, topic).filter(read_at=None, at__lte=until).update(read_at=at)
