"""Small pictures of images and of the pages of PDFs: made when first asked for, without any metadata."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.images import BROKEN, FORMATS
from lotrinh.office.platform.files.pdf import Unreadable, draw_page
from lotrinh.office.platform.models import StoredFile

THUMB, SCREEN = "thumb", "screen"
WIDTHS = {THUMB: 320, SCREEN: 1280}  # pixels; for images, of the longer side
PAGES = 20  # so many first pages of a PDF can be seen


def pages_to_see(stored: StoredFile) -> int:
    """How many previews there can be: 1 of an image, the first pages of a PDF, 0 of anything else."""
    if stored.content_type in FORMATS:
        return 1
    if stored.content_type == "application/pdf":
        return min(int(stored.facts.get("pages", 1)), PAGES)
    return 0


def preview(stored: StoredFile, size: str = THUMB, page: int = 1) -> Path | None:
    """The JPEG on the disk, made now if it is not there; None when there is none to be had.

    size: THUMB or SCREEN. page: from 1. The row remembers whether the first one could be made.
    """
    if not 1 <= page <= pages_to_see(stored) or size not in WIDTHS:
        return None
    mark = f"{size}-{page}.jpg"
    path = store.place(stored.sha256, mark)
    if path.exists():
        return path
    if stored.preview == StoredFile.FAILED:
        return None
    try:
        picture = _picture(stored, WIDTHS[size], page)
    except (*BROKEN, Unreadable):
        _remember(stored, StoredFile.FAILED)
        return None
    path = store.put_beside(stored.sha256, mark, picture)
    _remember(stored, StoredFile.READY)
    return path


def _picture(stored: StoredFile, width: int, page: int) -> bytes:
    data = store.read(stored.sha256)
    if stored.content_type == "application/pdf":
        return draw_page(data, page, width)
    return shrunk(data, FORMATS[stored.content_type], width)


def shrunk(data: bytes, form: str, longest: int) -> bytes:
    """A JPEG whose longer side is at most so many pixels, turned as the camera was held, without metadata."""
    with Image.open(io.BytesIO(data), formats=[form]) as image:
        image.draft("RGB", (longest, longest))
        turned = ImageOps.exif_transpose(image)
        turned.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        out = io.BytesIO()
        _on_white(turned).save(out, "JPEG", quality=82, optimize=True, exif=b"", icc_profile=None)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency, without anything but pixels."""
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        plain = image.convert("RGB")
        plain.info.clear()
        return plain
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def _remember(stored: StoredFile, state: str) -> None:
    """A page that failed does not undo the ones that could be seen."""
    if stored.preview in (state, StoredFile.READY):
        return
    StoredFile.objects.filter(sha256=stored.sha256).exclude(preview=StoredFile.READY).update(preview=state)
    stored.preview = state
