"""Previews: turned right, small, and silent about where and when; photographs without their place."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from PIL import Image, ImageChops

from lotrinh.office.platform.files import previews, store
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.images import GPS
from lotrinh.office.platform.files.pdf import Unreadable
from lotrinh.office.platform.files.place import strip_place
from lotrinh.office.platform.files.previews import SCREEN, THUMB, pages_to_see, preview
from tests.office.files import samples as s


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def is_red(pixel: Any) -> bool:
    return pixel[0] > 150 and pixel[1] < 80 and pixel[2] < 80


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (5, 5)), (3, (314, 234)), (6, (234, 5)), (8, (5, 314)), (2, (314, 5))]
)
def test_a_thumbnail_is_turned_as_the_camera_was_held(orientation: int, corner: Any, at: datetime) -> None:
    stored = keep_file(None, s.photograph(orientation=orientation), "a.jpg", at=at).file
    path = preview(stored)
    assert path is not None
    with Image.open(path) as picture:
        assert max(picture.size) == 320
        assert is_red(picture.getpixel(corner))
        assert dict(picture.getexif()) == {}
    assert b"Exif" not in path.read_bytes()
    stored.refresh_from_db()
    assert stored.preview == "ready"


@pytest.mark.django_db
def test_a_preview_carries_neither_place_nor_time_nor_camera(at: datetime) -> None:
    data = s.photograph(width=3000, height=2000)
    assert opened(data).getexif().get_ifd(GPS)
    stored = keep_file(None, data, "a.jpg", at=at).file
    path = preview(stored, SCREEN)
    assert path is not None
    assert opened(path.read_bytes()).size == (1280, 853)
    for word in (b"Exif", b"GPS", b"2020:09", b"http://ns.adobe.com", b"ICC_PROFILE"):
        assert word not in path.read_bytes()
    assert path.name == f"{stored.sha256}.screen-1.jpg"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        lambda: s.image("PNG"),
        lambda: s.image("WEBP", lossless=True),
        lambda: s.photograph(width=64, height=64),
    ],
)
def test_small_images_stay_small(make: Any, at: datetime) -> None:
    stored = keep_file(None, make(), "a", at=at).file
    path = preview(stored, SCREEN)
    assert path is not None
    assert max(opened(path.read_bytes()).size) <= 80


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "I;16", "1", "CMYK"])
def test_images_of_every_kind_of_colour_can_be_seen(mode: str, at: datetime) -> None:
    out = io.BytesIO()
    Image.new(mode, (400, 300)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    stored = keep_file(None, out.getvalue(), "a", at=at).file
    path = preview(stored)
    assert path is not None
    assert opened(path.read_bytes()).mode == "RGB"
    if mode in ("RGBA", "LA"):
        assert opened(path.read_bytes()).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.django_db
def test_the_first_pages_of_a_pdf_can_be_seen(at: datetime) -> None:
    stored = keep_file(None, s.pdf(3), "a.pdf", at=at).file
    assert pages_to_see(stored) == 3
    path = preview(stored, THUMB, 3)
    assert path is not None
    assert opened(path.read_bytes()).width == 320
    assert preview(stored, THUMB, 4) is None
    assert preview(stored, "../x", 1) is None
    long = keep_file(None, s.pdf(40), "b.pdf", at=at).file
    assert pages_to_see(long) == 20


@pytest.mark.django_db
def test_a_preview_is_made_once(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = keep_file(None, s.pdf(), "a.pdf", at=at).file
    first = preview(stored)
    monkeypatch.setattr(previews, "draw_page", None)
    assert preview(stored) == first


@pytest.mark.django_db
def test_what_cannot_be_drawn_is_remembered_and_not_tried_again(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def never(*_of: Any) -> bytes:
        calls.append(1)
        raise Unreadable

    monkeypatch.setattr(previews, "draw_page", never)
    stored = keep_file(None, s.pdf(), "a.pdf", at=at).file
    assert preview(stored) is None
    stored.refresh_from_db()
    assert stored.preview == "failed"
    assert preview(stored) is None
    assert len(calls) == 1


@pytest.mark.django_db
def test_other_files_have_no_preview(at: datetime) -> None:
    stored = keep_file(None, s.docx(), "a.docx", at=at).file
    assert (pages_to_see(stored), preview(stored)) == (0, None)
    assert len(list(store.everything())) == 1


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_photograph_loses_its_place_and_nothing_else(orientation: int) -> None:
    data = s.photograph(orientation=orientation)
    stripped = strip_place(data)
    exif = opened(stripped).getexif()
    assert not exif.get_ifd(GPS)
    assert exif[0x0112] == orientation
    assert exif.get_ifd(0x8769)[0x9003] == "2020:09:14 09:05:30"
    assert ImageChops.difference(opened(data), opened(stripped)).getbbox() is None
    assert strip_place(stripped) == stripped


def test_the_place_is_dropped_wherever_phones_write_it() -> None:
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='21,1.7N'/>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0aHa Noi"
    parts = b"".join(
        b"\xff" + mark + (len(p) + 2).to_bytes(2, "big") + p for mark, p in ((b"\xe1", xmp), (b"\xed", iptc))
    )
    data = s.photograph()
    data = data[:2] + parts + data[2:] + b"\0\0\0\x18ftypmp42 +21.0284+105.8519/"
    stripped = strip_place(data)
    for word in (b"GPSLatitude", b"Ha Noi", b"105.8519"):
        assert word in data
        assert word not in stripped
    opened(stripped).load()


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_png_and_webp_lose_all_their_metadata_with_the_place(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(GPS).update({1: "N", 2: (21.0, 1.0, 42.5)})
    data = s.image(form, exif=exif)
    assert opened(data).getexif().get_ifd(GPS)
    stripped = strip_place(data)
    picture = opened(stripped)
    picture.load()
    assert not picture.getexif().get_ifd(GPS)
    assert ImageChops.difference(opened(data).convert("RGB"), picture.convert("RGB")).getbbox() is None


def test_bytes_of_other_kinds_keep_everything() -> None:
    assert strip_place(b"%PDF-1.7 abc") == b"%PDF-1.7 abc"


def test_a_damaged_photograph_is_told() -> None:
    with pytest.raises(ValueError, match="damaged"):
        strip_place(s.photograph()[:2000])
