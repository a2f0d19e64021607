"""The chain of hashes: what is hashed, and in which form, so that both databases give the same bytes."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

FIRST = "0" * 64
FIELDS = (
    "number",
    "actor",
    "actor_label",
    "verb",
    "subject_type",
    "subject_id",
    "subject_label",
    "before",
    "after",
    "note",
    "previous_hash",
)


def plain(value: Any) -> Any:
    """Plain JSON data in the one form that SQLite's and PostgreSQL's JSON give back alike.

    Whole floats become integers, NUL is left out, NaN and infinities are refused (ValueError).
    """
    return _settle(json.loads(json.dumps(value, cls=DjangoJSONEncoder, allow_nan=False)))


def _settle(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k).replace("\0", ""): _settle(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_settle(v) for v in value]
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    return value


def digest(entry: Mapping[str, Any], at: datetime) -> str:
    """SHA-256 of an entry (the FIELDS) and its moment, in hexadecimal."""
    body = {name: plain(entry[name]) for name in FIELDS}
    body["at"] = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
