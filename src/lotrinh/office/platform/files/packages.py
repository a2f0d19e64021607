"""Packed documents (DOCX, XLSX, PPTX, ODT, ODS): the archive is judged before and while it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lotrinh.method.trace import Reason
from lotrinh.office.platform.files import odf, ooxml
from lotrinh.office.platform.files.limits import MB, Limits, size_words
from lotrinh.office.platform.files.refusals import refusal

_ENTRY = b"PK\x01\x02"
_BOMB_FROM = 50 * MB  # below this a high ratio is only a dull table
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def package_type(data: bytes, name: str, limits: Limits) -> tuple[str, tuple[Reason, ...]]:
    """The content type of a packed document, and what the person should know about it.

    Refuses other archives, bombs, macros, what loads from outside, packed objects, passwords and damage.
    """
    if data.count(_ENTRY) > limits.parts:
        raise refusal("files.bomb", name, got=f"{data.count(_ENTRY)}", most=limits.parts)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _judge(archive, len(data), name, limits)
    except _BROKEN as error:
        raise refusal("files.broken", name, got="ZIP") from error


def _judge(
    archive: zipfile.ZipFile, packed: int, name: str, limits: Limits
) -> tuple[str, tuple[Reason, ...]]:
    names = archive.namelist()
    judge: ooxml.Judge | odf.Judge
    if ooxml.CONTENT_TYPES in names:
        judge = ooxml.Judge(name)
    elif odf.MIMETYPE in names:
        judge = odf.Judge(name)
    else:
        raise refusal("files.archive", name)
    _check_directory(archive, packed, name, limits)
    for part, content in _parts(archive, packed, name, limits):
        if _is_xml(part) and _has_dtd(content):
            raise refusal("files.bomb", name, got="DTD", most="0")
        judge.see(part, content)
    return judge.content_type(), judge.notices()


def _check_directory(archive: zipfile.ZipFile, packed: int, name: str, limits: Limits) -> None:
    """What the directory of the archive says: names, passwords, sizes, no two parts in one place."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refusal("files.locked", name)
    if len({e.filename.casefold() for e in entries}) < len(entries) or any(map(_leads_out, entries)):
        raise refusal("files.broken", name, got="ZIP")
    _check_growth(sum(entry.file_size for entry in entries), packed, name, limits)
    place = 0
    for entry in entries:
        if entry.header_offset < place:
            raise refusal("files.bomb", name, got="⧉", most="1 ×")
        place = entry.header_offset + 30 + entry.compress_size


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.startswith("/") or ".." in entry.filename.split("/") or "\\" in entry.filename


def _check_growth(unpacked: int, packed: int, name: str, limits: Limits) -> None:
    most = max(_BOMB_FROM, min(limits.unpacked, limits.ratio * packed))
    if unpacked > most:
        raise refusal("files.bomb", name, got=f"≥ {size_words(unpacked)}", most=size_words(most))


def _parts(archive: zipfile.ZipFile, packed: int, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Every part in turn, content types first; what really came out is counted, not what was promised."""
    total = 0
    entries = sorted(archive.infolist(), key=lambda entry: entry.filename != ooxml.CONTENT_TYPES)
    for entry in (e for e in entries if not e.is_dir()):
        content = bytearray()
        with archive.open(entry) as part:
            while piece := part.read(MB):
                total += len(piece)
                _check_growth(total, packed, name, limits)
                content += piece
        yield entry.filename, bytes(content)


def _is_xml(part: str) -> bool:
    return part.casefold().endswith((".xml", ".rels", ".vml", ".rdf"))


def _has_dtd(content: bytes) -> bool:
    """A document type stands before the root, so the first kilobytes tell; UTF-16 is read as such."""
    head = content[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        coding = (
            "utf-16"
            if head[:2] in (b"\xff\xfe", b"\xfe\xff")
            else "utf-16-be"
            if head[:1] == b"\0"
            else "utf-16-le"
        )
        head = head.decode(coding, "ignore").encode()
    return bool(_DTD.search(head))
