"""Taking the place out of a photograph, without touching the picture itself."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from PIL import Image

from lotrinh.office.platform.files.images import BROKEN, GPS

_XMP = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
_PNG = b"\x89PNG\r\n\x1a\n"


def strip_place(data: bytes) -> bytes:
    """The photograph without where it was taken; every pixel, its turn and its time stay.

    JPEG: the GPS part of EXIF, XMP, IPTC, second pictures and whatever follows the end (films of phones).
    PNG and WebP: EXIF and XMP as a whole. Other bytes come back as they are. ValueError: a damaged JPEG.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return b"\xff\xd8" + b"".join(_kept(mark, part) for mark, part in _segments(data))
    if data.startswith(_PNG):
        return _PNG + b"".join(
            part for kind, part in _png_chunks(data) if kind not in (b"eXIf", b"iTXt", b"tEXt", b"zTXt")
        )
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return data


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, bytes) of every segment up to the end of the image; a scan includes its coded data."""
    place = 2
    while True:
        while data[place : place + 2] == b"\xff\xff":
            place += 1
        if place + 2 > len(data) or data[place] != 0xFF:
            raise ValueError("damaged JPEG")
        mark = data[place + 1]
        if mark == 0xD9:
            yield mark, b"\xff\xd9"
            return
        if place + 4 > len(data):
            raise ValueError("damaged JPEG")
        end = place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        end = _end_of_scan(data, end) if mark == 0xDA else end
        yield mark, data[place:end]
        place = end


def _end_of_scan(data: bytes, place: int) -> int:
    """The next marker behind coded data; stuffed zeros and restarts belong to the data."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7 and data[place + 1] != 0xFF:
            return place
        place += 1 if data[place + 1] == 0xFF else 2
    raise ValueError("damaged JPEG")


def _kept(mark: int, part: bytes) -> bytes:
    content = part[4:]
    if mark == 0xE1 and content.startswith(b"Exif\0\0"):
        return _exif_without_place(content)
    is_told_elsewhere = mark == 0xE1 and content.startswith(_XMP)
    is_second_picture = mark == 0xE2 and content.startswith(b"MPF\0")
    return b"" if is_told_elsewhere or is_second_picture or mark == 0xED else part


def _exif_without_place(content: bytes) -> bytes:
    """EXIF written anew without its GPS part; left out as a whole when it cannot be read."""
    exif = Image.Exif()
    try:
        exif.load(content)
        if GPS in exif:
            del exif[GPS]
        anew = b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0")
    except BROKEN:
        return b""
    return b"\xff\xe1" + struct.pack(">H", len(anew) + 2) + anew if len(anew) < 65534 else b""


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        yield kind, data[place : place + 12 + size]
        place += 12 + size
        if kind == b"IEND":
            return


def _webp(data: bytes) -> bytes:
    parts, place = [], 12
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, place)
        part = data[place : place + 8 + size + size % 2]
        if kind == b"VP8X":  # its flags say whether EXIF (8) and XMP (4) follow
            part = part[:8] + bytes([part[8] & ~0x0C]) + part[9:]
        if kind not in (b"EXIF", b"XMP "):
            parts.append(part)
        place += 8 + size + size % 2
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body
