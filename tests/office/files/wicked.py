"""Files that are not taken: what is wrong, the code of the refusal, the name, and how the file is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from lotrinh.office.platform.files.limits import MB
from tests.office.files import samples as s

VBA = "application/vnd.ms-office.vbaProject"
MAIN = b"wordprocessingml.document.main+xml"


def macro_types() -> bytes:
    types = s.part_of(s.docx(), "[Content_Types].xml")
    return types.replace(
        b"application/vnd.openxmlformats-officedocument." + MAIN,
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def field(words: str) -> bytes:
    text = s.part_of(s.docx(), "word/document.xml").decode()
    return text.replace(
        "<w:sectPr", f"<w:p><w:r><w:instrText>{words}</w:instrText></w:r></w:p><w:sectPr"
    ).encode()


def with_dtd() -> bytes:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
    return s.part_of(s.docx(), "word/document.xml").replace(b"<w:document", bomb + b"<w:document", 1)


def locked_zip() -> bytes:
    data = bytearray(s.docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def many_parts() -> bytes:
    out = io.BytesIO(s.docx())
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(5_100):
            archive.writestr(f"word/media/{number}.bin", b"")
    return out.getvalue()


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


REFUSED: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "nothing in it": ("files.empty", "trống.pdf", lambda: b""),
    "docx with macros": ("files.macros", "mẫu.docx", lambda: s.docx(change={"word/vbaProject.bin": b"x"})),
    "docm": ("files.macros", "mẫu.docm", lambda: s.docx(change={"[Content_Types].xml": macro_types()})),
    "docm called docx": (
        "files.macros",
        "mẫu.docx",
        lambda: s.docx(change={"[Content_Types].xml": macro_types()}),
    ),
    "macros under another name": (
        "files.macros",
        "mẫu.docx",
        lambda: s.docx(
            change={"[Content_Types].xml": s.types_with(s.docx(), VBA, "word/a.dat"), "word/a.dat": b"x"}
        ),
    ),
    "macros by a written-out letter": (
        "files.macros",
        "mẫu.docx",
        lambda: s.docx(
            change={"[Content_Types].xml": s.types_with(s.docx(), VBA.replace("P", "&#80;"), "word/a.dat")}
        ),
    ),
    "xlsm called xlsx": ("files.macros", "bảng.xlsx", lambda: s.xlsx(change={"xl/vbaProject.bin": b"x"})),
    "old macro sheet": (
        "files.macros",
        "bảng.xlsx",
        lambda: s.xlsx(change={"xl/macrosheets/sheet1.xml": b"<a/>"}),
    ),
    "activex": ("files.macros", "mẫu.docx", lambda: s.docx(change={"word/activeX/activeX1.xml": b"<a/>"})),
    "dde": (
        "files.macros",
        "mẫu.docx",
        lambda: s.docx(change={"word/document.xml": field("DDEAUTO c:\\cmd.exe")}),
    ),
    "dde in pieces": (
        "files.macros",
        "mẫu.docx",
        lambda: s.docx(
            change={"word/document.xml": field('DD</w:instrText></w:r><w:r><w:instrText>E "cmd" "/c"')}
        ),
    ),
    "template from the net": (
        "files.loads_from_outside",
        "mẫu.docx",
        lambda: s.docx(
            change={
                "word/_rels/settings.xml.rels": s.relation("attachedTemplate", "https://xau.example/a.dotm")
            }
        ),
    ),
    "picture from a server": (
        "files.loads_from_outside",
        "mẫu.docx",
        lambda: s.docx(
            change={"word/_rels/header1.xml.rels": s.relation("image", "file:///\\\\10.0.0.9\\share\\a.png")}
        ),
    ),
    "program packed inside": (
        "files.packed_object",
        "mẫu.docx",
        lambda: s.docx(change={"word/embeddings/oleObject1.bin": s.ole("\x01Ole10Native")}),
    ),
    "sheet with macros inside": (
        "files.packed_object",
        "mẫu.docx",
        lambda: s.docx(change={"word/embeddings/Bảng.xlsm": b"PK"}),
    ),
    "bomb of zeros": (
        "files.bomb",
        "bom.docx",
        lambda: s.docx(change={f"word/media/{n}.bin": bytes(20 * MB) for n in range(4)}),
    ),
    "bomb that lies about its size": ("files.broken", "bom.docx", lambda: s.lying_docx(60 * MB + 12_345)),
    "bomb of one place": ("files.bomb", "bom.docx", s.overlapping_docx),
    "bomb of names": ("files.bomb", "bom.docx", many_parts),
    "bomb of entities": ("files.bomb", "bom.docx", lambda: s.docx(change={"word/document.xml": with_dtd()})),
    "bomb of entities in UTF-16": (
        "files.bomb",
        "bom.docx",
        lambda: s.docx(change={"word/document.xml": with_dtd().decode().encode("utf-16")}),
    ),
    "two parts of one name": (
        "files.broken",
        "bom.docx",
        lambda: s.docx(change={"WORD/document.xml": b"<a/>"}),
    ),
    "part that leads out": ("files.broken", "bom.docx", lambda: s.docx(change={"../../xấu.xml": b"<a/>"})),
    "half a docx": ("files.broken", "nửa.docx", lambda: half(s.docx())),
    "template": (
        "files.office_kind",
        "mẫu.docx",
        lambda: s.docx(
            change={
                "[Content_Types].xml": s.part_of(s.docx(), "[Content_Types].xml").replace(
                    MAIN, b"wordprocessingml.template.main+xml"
                )
            }
        ),
    ),
    "docx with a password": ("files.locked", "kín.docx", lambda: s.ole("EncryptionInfo", "EncryptedPackage")),
    "zip with a password": ("files.locked", "kín.docx", locked_zip),
    "old doc": ("files.old_office", "công văn.doc", lambda: s.ole("WordDocument")),
    "old xls with macros": ("files.macros", "bảng.xls", lambda: s.ole("Workbook", "_VBA_PROJECT_CUR", "VBA")),
    "rtf": ("files.old_office", "công văn.rtf", lambda: b"{\\rtf1\\ansi Noi dung}"),
    "odt with macros": ("files.macros", "mẫu.odt", lambda: s.odt({"Basic/Standard/Module1.xml": b"<a/>"})),
    "odt with a password": (
        "files.locked",
        "kín.odt",
        lambda: s.odt({"META-INF/manifest.xml": b"<m:encryption-data xmlns:m='urn:m'/>"}),
    ),
    "odt with a picture from the net": (
        "files.loads_from_outside",
        "mẫu.odt",
        lambda: s.odt(
            {"content.xml": b'<a><draw:image xlink:type="simple" xlink:href="http://xau.example/a.png"/></a>'}
        ),
    ),
    "odg": ("files.office_kind", "hình.odt", lambda: s.odt(kind="graphics")),
    "zip": ("files.archive", "hồ sơ.zip", lambda: s.packed({"a.txt": b"a"})),
    "rar called pdf": ("files.archive", "hồ sơ.pdf", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100)),
    "program": ("files.executable", "cài.exe", lambda: b"MZ\x90\0" + bytes(500)),
    "program called pdf": ("files.executable", "đơn.pdf", lambda: b"MZ\x90\0" + bytes(500)),
    "shell script": ("files.executable", "a.txt", lambda: b"#!/bin/sh\nrm -rf ~\n"),
    "good picture called hta": ("files.ending", "ảnh.hta", s.photograph),
    "text called js": ("files.ending", "a.js", lambda: b"alert(1)"),
    "html called jpg": ("files.web_page", "ảnh.jpg", lambda: b"<html><script>alert(1)</script></html>"),
    "html behind a comment": (
        "files.web_page",
        "a.txt",
        lambda: b"\xef\xbb\xbf \n<!-- a -->\n<!DOCTYPE html><p>",
    ),
    "html in UTF-16": ("files.web_page", "a.txt", lambda: "<html><body>".encode("utf-16")),
    "script within text": ("files.web_page", "a.txt", lambda: b"abc <script>alert(1)</script>"),
    "svg": ("files.web_page", "a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>"),
    "svg called png": ("files.web_page", "a.png", lambda: b"<?xml version='1.0'?><svg/>"),
    "half a jpeg": ("files.broken", "ảnh.jpg", lambda: half(s.photograph())),
    "half a png": ("files.broken", "ảnh.png", lambda: half(s.image("PNG"))),
    "half a webp": ("files.broken", "ảnh.webp", lambda: half(s.image("WEBP"))),
    "png that grows": ("files.pixels", "ảnh.png", s.png_that_grows),
    "png beyond the limit": ("files.pixels", "ảnh.png", lambda: s.png_that_grows(10_000, 9_000)),
    "long strip": ("files.pixels", "ảnh.png", lambda: s.png_that_grows(40_000, 10)),
    "avif": ("files.heic", "ảnh.avif", lambda: s.image("AVIF")),
    "heic": ("files.heic", "IMG_0001.HEIC", lambda: s.box(b"ftyp", b"heic\0\0\0\0mif1heic") + bytes(100)),
    "gif": ("files.unknown", "a.gif", lambda: s.image("GIF")),
    "tiff": ("files.unknown", "a.tiff", lambda: s.image("TIFF")),
    "pdf with a password": ("files.locked", "kín.pdf", lambda: s.pdf(password="bi-mat")),
    "half a pdf": ("files.broken", "nửa.pdf", lambda: s.pdf()[:60]),
    "pdf of 100,000 pages": ("files.pages", "dài.pdf", lambda: s.pdf_of_many_pages(100_000)),
    "pdf with a huge page": ("files.page_side", "to.pdf", lambda: s.pdf(1, width=20_000, height=900)),
    "mov": ("files.media_kind", "IMG.MOV", lambda: s.mp4(brand=b"qt  ")),
    "mkv": ("files.media_kind", "a.mkv", lambda: s.webm(b"matroska")),
    "half a film": ("files.broken", "phim.mp4", lambda: half(s.mp4())),
    "ogg film": ("files.media_kind", "a.ogg", lambda: s.ogg(b"\x80theora")),
    "half a sound": ("files.broken", "a.ogg", lambda: s.ogg()[:-10]),
    "text in UTF-16": ("files.text_encoding", "bảng.csv", lambda: "đơn vị\tđiểm\r\n".encode("utf-16")),
    "text in an old encoding": (
        "files.text_encoding",
        "a.txt",
        lambda: b"C\xe9ng v\xa8n s\xe8 155 n\xa8m 2020",
    ),
    "noise": ("files.unknown", "a.bin", lambda: bytes(range(256)) * 4),
}
