"""Record answers from the server's own pages: the same path as a device's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from lotrinh.office.inspections.actions.take_commands import Result, take_commands, take_one
from lotrinh.office.inspections.models import Inspection

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def record_answers(
    actor: Account,
    inspection: Inspection,
    answers: Iterable[Mapping[str, Any]],
    *,
    at: datetime,
    device: str = "",
) -> list[Result]:
    """answers: payloads {question, slot, base_revision, state, value, note}, at most 200; each result."""
    commands = [
        {
            "uid": str(uuid4()),
            "place": place,
            "inspection": str(inspection.uid),
            "kind": "answer",
            "made_at": at.isoformat(),
            "payload": dict(payload),
        }
        for place, payload in enumerate(answers)
    ]
    return take_commands(actor, device, commands, at=at)


def draw_dossiers(
    actor: Account,
    inspection: Inspection,
    question: str,
    *,
    frame: int,
    n: int,
    seed: str,
    base_revision: int,
    at: datetime,
    device: str = "",
) -> Result:
    """Draw n of frame dossiers by a seed; Faults when that cannot be drawn."""
    payload = {
        "question": question, "slot": "", "base_revision": base_revision,
        "value": {"frame": frame, "n": n, "seed": seed},
    }  # fmt: skip
    return take_one(actor, inspection, "answer", payload, at=at, device=device)
