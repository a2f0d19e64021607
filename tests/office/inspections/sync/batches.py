"""Commands as a device makes them."""

from __future__ import annotations

import uuid
from typing import Any

from lotrinh.office.inspections.models import Inspection
from tests.office.inspections.factories import NOW


def command(inspection: Inspection, kind: str, place: int = 0, **payload: Any) -> dict[str, Any]:
    """One command with an id of its own."""
    made_at = payload.pop("made_at", NOW.isoformat())
    return {
        "uid": str(uuid.uuid4()), "place": place, "inspection": str(inspection.uid), "kind": kind,
        "made_at": made_at, "payload": payload,
    }  # fmt: skip


def answer(
    inspection: Inspection, key: str, value: Any, *, base: int = 0, place: int = 0, **more: Any
) -> dict[str, Any]:
    """An answer."""
    payload = {
        "question": key,
        "slot": "",
        "base_revision": base,
        "state": "answered",
        "value": value,
        "note": "",
    }
    return command(inspection, "answer", place, **{**payload, **more})


def finding(
    inspection: Inspection, text: str, *, uid: str = "", base: int = 0, place: int = 0, **content: Any
) -> dict[str, Any]:
    """A finding."""
    full = {"kind": "shortcoming", "content": 1, "text": text, **content}
    return command(
        inspection, "finding", place, uid=uid or str(uuid.uuid4()), base_revision=base, content=full
    )
