"""Write parts of a text that becomes a paper: minutes, team report or conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from lotrinh.office.inspections.actions.take_commands import Result, take_commands
from lotrinh.office.inspections.models import Inspection

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def write_draft(
    actor: Account, inspection: Inspection, kind: str, parts: Mapping[str, tuple[Any, int]], *, at: datetime,
    device: str = "",
) -> dict[str, Result]:  # fmt: skip
    """parts: name → (value, revision that it was changed on). kind: minutes, team_report or conclusion.

    The result of each part: taken with its revision, a conflict, or refused with faults.
    """
    commands = [
        {
            "uid": str(uuid4()), "place": place, "inspection": str(inspection.uid), "kind": "draft",
            "made_at": at.isoformat(),
            "payload": {"draft": kind, "part": part, "base_revision": base, "value": value},
        }
        for place, (part, (value, base)) in enumerate(parts.items())
    ]  # fmt: skip
    return dict(zip(parts, take_commands(actor, device, commands, at=at), strict=True))
