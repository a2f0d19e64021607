"""Real files, made here: good ones, damaged ones and wicked ones."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from docx import Document
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def photograph(*, width: int = 640, height: int = 480, orientation: int = 1, place: bool = True) -> bytes:
    """A JPEG as a phone makes it: turned by a tag, with its time and, if wanted, where it was taken."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste((200, 30, 30), (0, 0, width // 4, height // 4))  # the upper left corner is red
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Máy ảnh".encode().decode("latin-1")
    exif.get_ifd(0x8769)[0x9003] = "2020:09:14 09:05:30"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.5), 3: "E", 4: (105.0, 51.0, 12.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def image(form: str, **options: Any) -> bytes:
    """A small image of any format that Pillow writes."""
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (20, 90, 160)).save(out, form, **options)
    return out.getvalue()


def png_that_grows(width: int = 50_000, height: int = 50_000) -> bytes:
    """A whole PNG of few bytes that claims, and would fill, 2.5 thousand million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * 1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(
    pages: int = 2, *, width: float = 595, height: float = 842, password: str = "", owner: str = ""
) -> bytes:
    """A PDF of blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, height)
    if password or owner:
        writer.encrypt(password, owner or None, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def raw_pdf(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects; 1 is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % places.get(n, 0) for n in range(1, max(objects) + 1))
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start)
    return bytes(out)


def pdf_of_many_pages(pages: int) -> bytes:
    """The same page so many times, in few bytes."""
    kids = b"3 0 R " * pages
    return raw_pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    })  # fmt: skip


def pdf_of_deep_pages(depth: int) -> bytes:
    """A tree of pages so many floors deep."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for floor in range(2, depth + 2):
        objects[floor] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (floor + 1)
    objects[depth + 2] = b"<</Type/Page/MediaBox[0 0 595 842]>>"
    return raw_pdf(objects)


def pdf_that_swells(layers: int = 3) -> bytes:
    """A page whose drawing is packed in layers: each unpacks to a thousand times more."""
    content = zlib.compress(bytes(400_000_000), 9)
    for _ in range(layers - 1):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode" * layers
    return raw_pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        4: b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters, content),
    })  # fmt: skip


def pdf_that_never_ends(floors: int = 12) -> bytes:
    """A page that draws a form ten times, which draws a form ten times …: 10 ** floors strokes."""
    forms = {
        n: b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F %d 0 R>>>>"
        b"/Length 70>>stream\n%s\nendstream" % (n + 1, b"/F Do " * 10 + b" " * 10)
        for n in range(4, 4 + floors)
    }
    return raw_pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
        b"/Resources<</XObject<</F 4 0 R>>>>>>" % (5 + floors),
        **forms,
        4 + floors: b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length 23>>stream\n"
        b"0 0 m 500 800 l S      \nendstream",
        5 + floors: b"<</Length 60>>stream\n%s\nendstream" % (b"/F Do " * 10),
    })  # fmt: skip


def docx(text: str = "Báo cáo tự kiểm tra", change: dict[str, bytes] | None = None) -> bytes:
    """A Word file; change: parts that are put in or replaced."""
    document, out = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return repacked(out.getvalue(), change or {})


def xlsx(change: dict[str, bytes] | None = None) -> bytes:
    """An Excel file."""
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Đơn vị", 12])
    book.save(out)
    return repacked(out.getvalue(), change or {})


def odt(change: dict[str, bytes] | None = None, kind: str = "text") -> bytes:
    """A small OpenDocument file."""
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "content.xml": b"<office:document-content xmlns:office='urn:o'/>",
        "META-INF/manifest.xml": b"<manifest:manifest xmlns:manifest='urn:m'/>",
    }
    return packed(parts | (change or {}))


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """A ZIP with parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | change)


def part_of(data: bytes, name: str) -> bytes:
    """One part of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def relation(kind: str, target: str) -> bytes:
    """A part of relations with one external target."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    ).encode()


def types_with(data: bytes, kind: str, part: str) -> bytes:
    """The content types of a package with one more override."""
    line = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode()
    return part_of(data, "[Content_Types].xml").replace(b"</Types>", line)


def lying_docx(content_size: int) -> bytes:
    """A Word file whose directory says that a part unpacks to ten bytes; it unpacks to far more."""
    data = docx(change={"word/media/big.bin": bytes(content_size)})
    size = struct.pack("<I", content_size)
    return re.sub(re.escape(size), struct.pack("<I", 10), data)


def overlapping_docx() -> bytes:
    """A Word file in whose directory a second name points at the bytes of the first."""
    data = docx(change={"word/media/aa.bin": b"x" * 4000, "word/media/bb.bin": b"x" * 4000})
    place = data.rindex(b"word/media/bb.bin") - 46
    first = struct.unpack_from("<I", data, data.rindex(b"word/media/aa.bin") - 46 + 42)[0]
    return data[: place + 42] + struct.pack("<I", first) + data[place + 46 :]


def ole(*streams: str) -> bytes:
    """The head of an old Office file and the names of its streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"".join(s.encode("utf-16-le") for s in streams)


def box(kind: bytes, content: bytes) -> bytes:
    """A box of an ISO media file."""
    return struct.pack(">I4s", 8 + len(content), kind) + content


def mp4(handler: bytes = b"vide", brand: bytes = b"isom") -> bytes:
    """The skeleton of a film (vide) or a sound (soun) of 65 seconds."""
    head = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 65_000) + bytes(80))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12) + b"\0")))
    return box(b"ftyp", brand + bytes(4) + b"mp42") + box(b"moov", head + track) + box(b"mdat", bytes(900))


def webm(kind: bytes = b"webm") -> bytes:
    """The head of a WebM or Matroska file."""
    name = b"\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(name)]) + name + b"\x18\x53\x80\x67\x80" + bytes(300)


def mp3(tag: bool = True) -> bytes:
    """Five frames of 128 kbit/s at 44.1 kHz, behind a tag."""
    frames = (b"\xff\xfb\x90\x00" + bytes(413)) * 5
    return (b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) if tag else b"") + frames


def ogg(codec: bytes = b"OpusHead") -> bytes:
    """Two pages of Ogg."""

    def sheet(content: bytes) -> bytes:
        return b"OggS" + bytes(22) + b"\x01" + bytes([len(content)]) + content

    return sheet(codec + bytes(11)) + sheet(bytes(100))


GOOD: dict[str, tuple[Callable[[], bytes], str]] = {
    "ảnh.jpg": (photograph, "image/jpeg"),
    "ảnh.png": (lambda: image("PNG"), "image/png"),
    "ảnh.webp": (lambda: image("WEBP"), "image/webp"),
    "kế hoạch.pdf": (pdf, "application/pdf"),
    "báo cáo.docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "số liệu.xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "văn bản.odt": (odt, "application/vnd.oasis.opendocument.text"),
    "ghi chú.txt": (lambda: "Bộ phận Một cửa mở lúc 8 giờ < 9 giờ.\n".encode(), "text/plain"),
    "bảng.csv": (lambda: "đơn vị;điểm\nSở Nội vụ;92,76\n".encode(), "text/csv"),
    "phim.mp4": (mp4, "video/mp4"),
    "phim.webm": (webm, "video/webm"),
    "ghi âm.m4a": (lambda: mp4(b"soun", b"M4A "), "audio/mp4"),
    "ghi âm.mp3": (mp3, "audio/mpeg"),
    "ghi âm.ogg": (ogg, "audio/ogg"),
}
