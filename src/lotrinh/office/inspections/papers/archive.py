"""The file of an inspection (hồ sơ) as one archive with an index, streamed; and the check that it is whole.

Same rows, same moment: the same bytes. Nothing is read into memory but one file at a time. The index comes
last and tells the size and the SHA-256 of everything before it.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Final

from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.papers.archive_parts import Entry, entries_of
from lotrinh.office.inspections.papers.archive_tables import index_table
from lotrinh.office.inspections.papers.names import inspected_name
from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.names import clean_name

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection

INDEX, TABLE = "index.json", "00 Mục lục.xlsx"
FORMAT: Final = 1
CHUNK: Final = 256 * 1024
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
LARGEST_INDEX: Final = 50 * 1024 * 1024


class _Sink(io.RawIOBase):
    """Takes what the archive writes until somebody fetches it; cannot be sought, as an answer cannot."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Keep a piece."""
        piece = bytes(data)
        self._parts.append(piece)
        return len(piece)

    def fetch(self) -> bytes:
        """Everything since the last time."""
        piece = b"".join(self._parts)
        self._parts.clear()
        return piece


def archive_name(inspection: Inspection) -> str:
    """'Hồ sơ kiểm tra … 18-08-2020.zip'."""
    name = inspected_name(inspection)
    return clean_name(f"Hồ sơ kiểm tra {name} {inspection.start_date:%d-%m-%Y}.zip")


def write_archive(inspection: Inspection, *, taken_by: str, at: datetime) -> Iterator[bytes]:
    """The bytes of the archive, piece by piece. The caller has asked whether this person may take it."""
    sink = _Sink()
    told: list[dict[str, Any]] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as out:
        for entry in entries_of(inspection, at):
            line = yield from _put(out, sink, entry)
            told.append(line)
        table = index_table(inspection, told, at)
        line = yield from _put(out, sink, Entry(TABLE, "Mục lục hồ sơ", at, table))
        told.append(line)
        index = _index(inspection, told, taken_by, at)
        yield from _put(out, sink, Entry(INDEX, "Mục lục (máy đọc)", at, index))
    yield sink.fetch()


def _put(out: zipfile.ZipFile, sink: _Sink, entry: Entry) -> Generator[bytes, None, dict[str, Any]]:
    """Write one file; its line of the index is returned. Bytes that are gone are told, not passed over."""
    digest, size, missing = hashlib.sha256(), 0, False
    info = zipfile.ZipInfo(entry.path, _moment(entry.made_at))
    info.compress_type = zipfile.ZIP_STORED if entry.packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with out.open(info, "w", force_zip64=entry.size > 2**31) as target:
        try:
            for piece in _pieces(entry):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
                yield sink.fetch()
        except Faults:
            missing = True
    yield sink.fetch()
    line = {
        "path": entry.path,
        "title": entry.title,
        "size": size,
        "sha256": digest.hexdigest(),
        **entry.told,
    }
    broken = missing or bool(entry.sha256 and entry.sha256 != digest.hexdigest())
    return line | ({"missing": True, "expected_sha256": entry.sha256} if broken else {})


def _pieces(entry: Entry) -> Iterable[bytes]:
    if entry.data is not None:
        yield entry.data
        return
    with store.open_bytes(entry.sha256) as source:
        while piece := source.read(CHUNK):
            yield piece


def _moment(moment: datetime) -> tuple[int, int, int, int, int, int]:
    local = timezone.localtime(moment)
    found = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    return max(found, EARLIEST)


def _index(inspection: Inspection, told: list[dict[str, Any]], taken_by: str, at: datetime) -> bytes:
    plan = inspection.plan
    head = {
        "format": FORMAT,
        "inspection": str(inspection.uid),
        "unit": {"code": inspection.unit.code, "name": inspected_name(inspection)},
        "plan": plan.number if plan else None,
        "days": [inspection.start_date.isoformat(), inspection.end_date.isoformat()],
        "state": inspection.state,
        "synthetic": inspection.synthetic,
        "made_at": at.astimezone(UTC).isoformat(),
        "taken_by": taken_by,
        "entries": told,
    }
    return json.dumps(head, ensure_ascii=False, indent=1).encode()


def check_archive(source: bytes | IO[bytes]) -> list[Fault]:
    """What of an archive does not hold: nothing when every file is there, in its size and with its hash.

    Reads piece by piece and stops at the size that the index names, so that a swollen file is no danger.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        return [_no_archive(error)]
    with opened as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        try:
            entries = _read_index(archive)
        except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError) as error:
            return [_no_index(error)]
        faults = [_unsafe(name) for name in names if not _harmless(name)]
        faults += [_twice(name) for name in sorted({n for n in names if names.count(n) > 1})]
        known = {entry["path"] for entry in entries} | {INDEX}
        faults += [_stranger(name) for name in names if name not in known]
        faults += [fault for entry in entries for fault in _check(archive, entry, set(names))]
        return faults


def _read_index(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    if archive.getinfo(INDEX).file_size > LARGEST_INDEX:
        raise ValueError("the index is too large")
    entries = json.loads(archive.read(INDEX))["entries"]
    return [{"path": str(e["path"]), "size": int(e["size"]), "sha256": str(e["sha256"]),
             "missing": bool(e.get("missing"))} for e in entries]  # fmt: skip


def _check(archive: zipfile.ZipFile, entry: dict[str, Any], names: set[str]) -> Iterator[Fault]:
    path = entry["path"]
    if path not in names:
        yield _fault(
            "gone",
            path,
            "Tệp có trong mục lục nhưng không có trong hồ sơ.",
            "The index names a file that is not there.",
        )
        return
    if entry["missing"]:
        yield _fault(
            "missing_when_made",
            path,
            "Nội dung tệp đã thiếu hoặc khác khi lập hồ sơ.",
            "The bytes were gone or changed when the file was made.",
        )
    try:
        size, digest = _read(archive, path, entry["size"])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        yield _fault(
            "unreadable", path, "Không đọc được tệp này.", "This file cannot be read.", got=str(error)[:120]
        )
        return
    if size != entry["size"]:
        yield _fault(
            "size",
            path,
            "Dung lượng khác với mục lục.",
            "The size differs from the index.",
            got=str(size),
            expected=str(entry["size"]),
        )
    elif digest != entry["sha256"]:
        yield _fault(
            "hash",
            path,
            "Nội dung khác với mục lục.",
            "The content differs from the index.",
            got=digest,
            expected=entry["sha256"],
        )


def _read(archive: zipfile.ZipFile, path: str, most: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with archive.open(path) as source:
        while size <= most and (piece := source.read(CHUNK)):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _harmless(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and "\\" not in name and ".." not in parts


def _unsafe(name: str) -> Fault:
    return _fault("name", name, "Tên tệp không an toàn.", "The name of this file is not safe.")


def _twice(name: str) -> Fault:
    return _fault("twice", name, "Tên tệp xuất hiện hai lần.", "The name stands twice.")


def _stranger(name: str) -> Fault:
    return _fault("stranger", name, "Tệp không có trong mục lục.", "The index does not name this file.")


def _no_archive(error: Exception) -> Fault:
    vi, en = "Tệp này không phải hồ sơ nén đọc được.", "This is no archive that can be read."
    return _fault("no_archive", "zip", vi, en, got=str(error)[:120], expected="ZIP")


def _no_index(error: Exception) -> Fault:
    vi, en = "Hồ sơ không có mục lục đọc được.", "The archive has no index that can be read."
    return _fault("no_index", INDEX, vi, en, got=str(error)[:120])


def _fault(code: str, where: str, vi: str, en: str, *, got: str = "", expected: str = "") -> Fault:
    help_vi, help_en = (
        " Hãy lấy lại hồ sơ từ hệ thống.",
        " Take the file of the inspection from the system again.",
    )
    return Fault(f"archive.{code}", where, vi + help_vi, en + help_en, got=got, expected=expected)
