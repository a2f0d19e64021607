"""Looking at a file before it is taken: slow parts here, outside of any transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import File

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform.files.kinds import Found, sniff
from lotrinh.office.platform.files.limits import LIMITS, Limits
from lotrinh.office.platform.files.names import clean_name


@dataclass(frozen=True, slots=True)
class Examined:
    """Bytes that may be taken, and what they are."""

    data: bytes
    found: Found


def examine(data: bytes | File, name: str = "", limits: Limits = LIMITS) -> Examined:
    """Tell what came in; raises Faults when it is not taken. An upload's own name counts when none is given.

    Opens PDFs in a program of its own (about 0.3 s), so call it before a transaction begins.
    """
    harmless = clean_name(name or getattr(data, "name", None) or "")
    content = data if isinstance(data, bytes) else _read(data, harmless, limits)
    limits.check_size(harmless, len(content))
    return Examined(content, sniff(content, harmless, limits))


def _read(upload: File, name: str, limits: Limits) -> bytes:
    """All bytes, but never more than one past the limit, whatever size the upload claims."""
    limits.check_size(name, upload.size or 0)
    upload.seek(0)
    content: bytes = upload.read(limits.largest + 1)
    return content


def examine_all(uploads: Iterable[File], *, have: int = 0, limits: Limits = LIMITS) -> list[Examined]:
    """Several uploads for one owner that has so many files: all of them, or Faults with every sentence."""
    files = list(uploads)
    limits.check_count(have, len(files))
    examined: list[Examined] = []
    faults: list[Fault] = []
    for upload in files:
        try:
            examined.append(examine(upload, limits=limits))
        except Faults as error:
            faults += error.faults
    if faults:
        raise Faults(faults)
    return examined
