"""The store of bytes: one plain folder, every file under its own SHA-256, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from lotrinh.method.faults import Fault, Faults

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MARK = re.compile(r"[a-z0-9-]{1,20}\.jpg")
_UNFINISHED = ".unfinished-"


def root() -> Path:
    """The folder of the store: the setting LOTRINH_FILES, else MEDIA_ROOT."""
    return Path(getattr(settings, "LOTRINH_FILES", None) or settings.MEDIA_ROOT)


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in small hexadecimal letters: their place in the store."""
    return hashlib.sha256(data).hexdigest()


def place(digest: str, mark: str = "") -> Path:
    """Where bytes lie: ``ab/cd/abcd…``; with a mark, what was made from them: ``abcd….thumb-1.jpg``.

    ValueError for anything that is no SHA-256: no word from outside gets into a path.
    """
    if not _DIGEST.fullmatch(digest) or (mark and not _MARK.fullmatch(mark)):
        raise ValueError("not a place in the store")
    return root() / digest[:2] / digest[2:4] / (f"{digest}.{mark}" if mark else digest)


def put(data: bytes) -> str:
    """Keep bytes; their digest. Bytes that lie there already are left alone but made young again."""
    digest = digest_of(data)
    path = place(digest)
    if path.exists() and path.stat().st_size == len(data):
        os.utime(path)
    else:
        _write(path, data)
    return digest


def put_beside(digest: str, mark: str, data: bytes) -> Path:
    """Keep what was made from kept bytes (a preview) beside them."""
    path = place(digest, mark)
    _write(path, data)
    return path


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)  # mode 0600
    except OSError as error:
        raise _no_room(error) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(unfinished).replace(path)
        _sync_folder(path.parent)
    except BaseException as error:
        Path(unfinished).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _no_room(error) from error
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _no_room(error: OSError) -> Exception:
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return error
    return Faults(
        Fault(
            "files.disk_full",
            "store",
            "Ổ đĩa của máy chủ đã đầy nên tệp chưa được nhận. Hãy giữ tệp và báo quản trị hệ thống.",
            "The server's disk is full, so the file was not taken. Keep it and tell the administrator.",
            got=os.strerror(error.errno or 0),
        )
    )


def open_bytes(digest: str) -> BinaryIO:
    """The bytes, open for reading from the start; Faults when they are gone from the disk."""
    try:
        return place(digest).open("rb")
    except FileNotFoundError as error:
        raise Faults(
            Fault(
                "files.bytes_missing",
                digest,
                "Nội dung của tệp không còn trên máy chủ. Hãy báo quản trị khôi phục từ bản sao lưu.",
                "The bytes of this file are gone from the server. Ask the administrator for the backup.",
            )
        ) from error


def read(digest: str) -> bytes:
    """All bytes of one file."""
    with open_bytes(digest) as source:
        return source.read()


def is_whole(digest: str) -> bool:
    """The bytes are there and still have their hash."""
    return place(digest).exists() and digest_of(read(digest)) == digest


def everything() -> Iterator[Path]:
    """Every file of the store: bytes, what was made from them, and writes that died half way."""
    if root().exists():
        yield from (path for path in root().glob("??/??/*") if path.is_file())


def digest_in(path: Path) -> str:
    """The digest that a file of the store belongs to; empty for a write that died half way."""
    return "" if path.name.startswith(_UNFINISHED) else path.name.partition(".")[0]
