"""Sound and video: the outer structure is walked to its end, so that a cut-off file is told."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from lotrinh.office.platform.files.refusals import refusal

MP4_BRANDS = {
    b"isom",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"M4A ",
    b"M4B ",
    b"dash",
    b"MSNV",
    b"mmp4",
    b"f4v ",
}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}

_BITRATES = (
    (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of an ISO media file: (type, start, end) of the content. ValueError when one is cut off."""
    stop = len(data) if end is None else end
    while start < stop:
        if stop - start < 8:
            raise ValueError("box cut off")
        size, kind = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1 and stop - start >= 16:
            size, head = struct.unpack_from(">Q", data, start + 8)[0], 16
        size = size or stop - start
        if size < head or start + size > stop:
            raise ValueError("box cut off")
        yield kind, start + head, start + size
        start += size


def mp4_type(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    """``video/mp4`` or ``audio/mp4`` with its seconds; refuses HEIC, MOV and what is cut off."""
    brand = data[8:12]
    if brand in HEIC_BRANDS:
        raise refusal("files.heic", name)
    if brand not in MP4_BRANDS and not brand.startswith(b"iso"):
        raise refusal("files.media_kind", name, got=brand.decode("ascii", "replace").strip())
    try:
        parts = {kind: (start, end) for kind, start, end in boxes(data)}
        start, end = parts[b"moov"]
        inner = {kind: place for kind, *place in boxes(data, start, end)}
    except (ValueError, KeyError) as error:
        raise refusal("files.broken", name, got="MP4") from error
    handlers = {piece[8:12] for piece in data[start:end].split(b"hdlr")[1:]}
    if not handlers & {b"vide", b"soun"}:
        raise refusal("files.broken", name, got="MP4")
    return "video/mp4" if b"vide" in handlers else "audio/mp4", _seconds(data, inner)


def _seconds(data: bytes, inner: dict[bytes, list[int]]) -> dict[str, Any]:
    if b"mvhd" not in inner:
        return {}
    start, end = inner[b"mvhd"]
    form, skip = (">IQ", 20) if data[start] == 1 else (">II", 12)
    if start + skip + struct.calcsize(form) > end:
        return {}
    scale, length = struct.unpack_from(form, data, start + skip)
    return {"seconds": round(length / scale)} if scale and length else {}


def is_webm(data: bytes) -> bool:
    """EBML whose document type is webm, with a segment behind its head."""
    head = data[:128]
    return b"\x42\x82\x84webm" in head and b"\x18\x53\x80\x67" in head


def is_mp3(data: bytes) -> bool:
    """Three MPEG audio frames in a row, behind an ID3 tag if there is one."""
    place = 0
    if data[:3] == b"ID3" and len(data) > 10:
        size = data[6:10]
        place = 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
        place += len(data[place : place + 65536]) - len(data[place : place + 65536].lstrip(b"\0"))
    for _ in range(3):
        length = _frame(data[place : place + 4])
        if not length:
            return False
        place += length
    return True


def _frame(head: bytes) -> int:
    """Bytes of the MPEG audio frame with this head; 0 when it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] < 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    rate, sampling, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer == 4 or rate in (0, 15) or sampling == 3:
        return 0
    kbps = _BITRATES[layer - 1 if version == 3 else 3 if layer == 1 else 4][rate]
    hertz = _RATES[version][sampling]
    if layer == 1:
        return (12 * kbps * 1000 // hertz + padding) * 4
    return (72 if layer == 3 and version != 3 else 144) * kbps * 1000 // hertz + padding


def is_ogg_sound(data: bytes, name: str) -> bool:
    """Ogg with Opus, Vorbis, Speex or FLAC in it; refuses one that is cut off."""
    place, first = 0, data[:200]
    while place < len(data):
        if data[place : place + 4] != b"OggS" or place + 27 > len(data):
            raise refusal("files.broken", name, got="OGG")
        table = data[place + 27 : place + 27 + data[place + 26]]
        place += 27 + len(table) + sum(table)
    if place != len(data):
        raise refusal("files.broken", name, got="OGG")
    return any(mark in first for mark in (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC"))
