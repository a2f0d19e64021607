"""Images: opened by Pillow under a limit of pixels; what the record keeps of them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

from lotrinh.office.platform.files.limits import Limits
from lotrinh.office.platform.files.refusals import refusal

# What a damaged image can make Pillow raise.
BROKEN = (
    OSError, ValueError, SyntaxError, KeyError, TypeError, IndexError, AttributeError, EOFError,
    OverflowError, ZeroDivisionError, RuntimeError, MemoryError, struct.error, zlib.error,
    Image.DecompressionBombError,
)  # fmt: skip

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
GPS, EXIF, ORIENTATION, TAKEN = 0x8825, 0x8769, 0x0112, 0x9003


def image_facts(data: bytes, content_type: str, name: str, limits: Limits) -> dict[str, Any]:
    """width and height as seen, taken (the camera's clock) and place (True when it says where).

    Refuses too many pixels before any of them is unpacked, and an image that is cut off.
    """
    form = FORMATS[content_type]
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as image:
            width, height = image.size
            _check_size(width, height, name, limits)
            facts = {"width": width, "height": height, **_exif_facts(image)}
        _check_whole(data, form)
    except Image.DecompressionBombError as error:
        raise refusal("files.pixels", name, got="> 178 000 000", most=_grouped(limits.pixels)) from error
    except BROKEN as error:
        raise refusal("files.broken", name, got=form) from error
    return facts


def _check_size(width: int, height: int, name: str, limits: Limits) -> None:
    if width * height > limits.pixels or max(width, height) > limits.side:
        got = f"{width} × {height} = {_grouped(width * height)}"
        most = f"{_grouped(limits.pixels)} ({_grouped(limits.side)} × …)"
        raise refusal("files.pixels", name, got=got, most=most)


def _check_whole(data: bytes, form: str) -> None:
    """JPEG is unpacked at an eighth of its size, PNG's checksums are read, WebP is unpacked."""
    with Image.open(io.BytesIO(data), formats=[form]) as image:
        if form == "PNG":
            image.verify()
            return
        image.draft("RGB", (image.width // 8 or 1, image.height // 8 or 1))
        image.load()


def _exif_facts(image: Image.Image) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    try:
        exif = Image.Image.getexif(image)  # PNG's own would unpack the whole image first
        taken = str(exif.get_ifd(EXIF).get(TAKEN, "")).strip("\0 ")
        place, orientation = bool(exif.get_ifd(GPS)), exif.get(ORIENTATION, 1)
    except BROKEN:
        return {"exif": "broken"}
    if len(taken) == 19 and taken[:4].isdigit() and not taken.startswith("0000"):
        facts["taken"] = f"{taken[:10].replace(':', '-')}T{taken[11:]}"
    if place:
        facts["place"] = True
    if orientation in (5, 6, 7, 8):
        facts |= {"width": image.height, "height": image.width}
    return facts


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")
