"""What the bytes are: told from the bytes, confirmed by opening them; the name only gives its ending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import puremagic

from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.platform.files.images import image_facts
from lotrinh.office.platform.files.limits import IMAGE, LIMITS, MEDIA, OFFICE, PDF, TEXT, Limits
from lotrinh.office.platform.files.media import is_mp3, is_ogg_sound, is_webm, mp4_type
from lotrinh.office.platform.files.names import ending_of, with_ending
from lotrinh.office.platform.files.packages import package_type
from lotrinh.office.platform.files.pdf import pdf_facts
from lotrinh.office.platform.files.refusals import refusal
from lotrinh.office.platform.files.texts import check_no_web_page, is_text

_OOXML = "application/vnd.openxmlformats-officedocument."
# content type → family and the endings that go with it, the usual one first.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "image/jpeg": (IMAGE, ("jpg", "jpeg", "jpe", "jfif")),
    "image/png": (IMAGE, ("png",)),
    "image/webp": (IMAGE, ("webp",)),
    "application/pdf": (PDF, ("pdf",)),
    f"{_OOXML}wordprocessingml.document": (OFFICE, ("docx",)),
    f"{_OOXML}spreadsheetml.sheet": (OFFICE, ("xlsx",)),
    f"{_OOXML}presentationml.presentation": (OFFICE, ("pptx",)),
    "application/vnd.oasis.opendocument.text": (OFFICE, ("odt",)),
    "application/vnd.oasis.opendocument.spreadsheet": (OFFICE, ("ods",)),
    "text/plain": (TEXT, ("txt", "text", "log", "md")),
    "text/csv": (TEXT, ("csv",)),
    "video/mp4": (MEDIA, ("mp4", "m4v")),
    "video/webm": (MEDIA, ("webm",)),
    "audio/mp4": (MEDIA, ("m4a", "mp4", "m4b")),
    "audio/mpeg": (MEDIA, ("mp3",)),
    "audio/ogg": (MEDIA, ("ogg", "oga", "opus")),
}
ENDINGS = {ending for _family, endings in KINDS.values() for ending in endings}

# Endings that a double click would run, whatever the bytes: one file can be a good JPEG and a bad script.
MACRO_ENDINGS = frozenset(
    ("docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppam", "ppsm", "sldm")
)
WEB_ENDINGS = frozenset(
    ("htm", "html", "xhtml", "shtml", "svg", "svgz", "xml", "xsl", "xslt", "mht", "mhtml")
)
SCRIPT_ENDINGS = frozenset((
    "exe", "com", "scr", "pif", "cpl", "dll", "sys", "msi", "msp", "bat", "cmd", "ps1", "psm1", "vbs", "vbe",
    "js", "jse", "mjs",
    "wsf", "wsh", "wsc", "sct", "hta", "jar", "jnlp", "lnk", "url", "reg", "inf", "gadget",
    "application", "sh", "bash", "zsh", "py", "pyw", "pl", "rb", "php", "phtml", "asp", "aspx", "jsp", "cgi",
    "swf", "iso", "img", "vhd", "apk", "app", "dmg", "deb", "rpm", "desktop", "command", "chm", "hlp", "scf",
))  # fmt: skip
DANGEROUS = MACRO_ENDINGS | WEB_ENDINGS | SCRIPT_ENDINGS

_PROGRAMS = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa",
    b"\0asm", b"dex\n", b"L\0\0\0\x01\x14\x02\0", b"!<arch>", b"@echo", b"@ECHO", b"FWS", b"CWS", b"ITSF",
)  # fmt: skip
_ARCHIVES = (
    b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF",
    b"PK\x05\x06",
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is. name: with its true ending. facts: what was read from it. notices: for the person."""

    content_type: str
    family: str
    name: str
    facts: dict[str, Any]
    notices: tuple[Reason, ...] = ()


def sniff(data: bytes, name: str, limits: Limits = LIMITS) -> Found:
    """Say what the bytes are; raises Faults with one clear sentence when they are not taken.

    name: made harmless before. Nothing is kept, and no database is asked.
    """
    if not data:
        raise refusal("files.empty", name)
    if ending_of(name) in DANGEROUS:
        raise _dangerous_ending(data, name)
    content_type, facts, notices = _opened(data, name, limits)
    family, endings = KINDS[content_type]
    limits.check_size(name, len(data), family)
    true_name, notice = _true_name(name, endings)
    return Found(content_type, family, true_name, facts, (*notices, *notice))


Opened = tuple[str, dict[str, Any], tuple[Reason, ...]]


def _opened(data: bytes, name: str, limits: Limits) -> Opened:
    for matches, opened in _OPENERS:
        if matches(data):
            return opened(data, name, limits)
    if data.startswith(_PROGRAMS):
        raise refusal("files.executable", name)
    if data.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        raise refusal("files.archive", name)
    if data.startswith(b"{\\rtf"):
        raise refusal("files.old_office", name)
    return _text_or_nothing(data, name)


def _image(content_type: str) -> Callable[[bytes, str, Limits], Opened]:
    def opened(data: bytes, name: str, limits: Limits) -> Opened:
        limits.check_size(name, len(data), IMAGE)
        return content_type, image_facts(data, content_type, name, limits), ()

    return opened


def _pdf(data: bytes, name: str, limits: Limits) -> Opened:
    facts, notices = pdf_facts(data, name, limits)
    return "application/pdf", facts, notices


def _package(data: bytes, name: str, limits: Limits) -> Opened:
    content_type, notices = package_type(data, name, limits)
    return content_type, {}, notices


def _old_office(data: bytes, name: str, limits: Limits) -> Opened:
    def holds(word: str) -> bool:
        return word.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise refusal("files.locked", name)
    if any(map(holds, ("_VBA_PROJECT", "VBA", "Macros"))):
        raise refusal("files.macros", name)
    raise refusal("files.old_office", name)


def _mp4(data: bytes, name: str, limits: Limits) -> Opened:
    content_type, facts = mp4_type(data, name)
    return content_type, facts, ()


def _matroska(data: bytes, name: str, limits: Limits) -> Opened:
    if not is_webm(data):
        raise refusal("files.media_kind", name, got="Matroska")
    return "video/webm", {}, ()


def _ogg(data: bytes, name: str, limits: Limits) -> Opened:
    if not is_ogg_sound(data, name):
        raise refusal("files.media_kind", name, got="Ogg")
    return "audio/ogg", {}, ()


def _mp3(data: bytes, name: str, limits: Limits) -> Opened:
    return "audio/mpeg", {}, ()


_OPENERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes, str, Limits], Opened]], ...] = (
    (lambda d: d.startswith(b"\xff\xd8\xff"), _image("image/jpeg")),
    (lambda d: d.startswith(b"\x89PNG\r\n\x1a\n"), _image("image/png")),
    (lambda d: d[:4] == b"RIFF" and d[8:12] == b"WEBP", _image("image/webp")),
    (lambda d: d.startswith(b"%PDF-"), _pdf),
    (lambda d: d.startswith(b"PK\x03\x04"), _package),
    (lambda d: d.startswith(_OLE), _old_office),
    (lambda d: d[4:8] == b"ftyp", _mp4),
    (lambda d: d.startswith(b"\x1a\x45\xdf\xa3"), _matroska),
    (lambda d: d.startswith(b"OggS"), _ogg),
    (is_mp3, _mp3),
)


def _text_or_nothing(data: bytes, name: str) -> Opened:
    check_no_web_page(data, name)
    if is_text(data, name):
        return ("text/csv" if ending_of(name) == "csv" else "text/plain"), {}, ()
    raise refusal("files.unknown", name, got=guess(data))


def guess(data: bytes) -> str:
    """What puremagic takes it for: a word for the sentence of a refusal, no ground for taking anything."""
    try:
        found = puremagic.magic_string(data[:4096])
    except (puremagic.PureError, ValueError):
        return "?"
    return (found[0].mime_type or found[0].name) if found else "?"


def _dangerous_ending(data: bytes, name: str) -> Faults:
    """The sentence that helps most: macros, web page, program, or only the ending."""
    ending = ending_of(name)
    if ending in MACRO_ENDINGS:
        return refusal("files.macros", name)
    if ending in WEB_ENDINGS:
        return refusal("files.web_page", name)
    if data.startswith(_PROGRAMS):
        return refusal("files.executable", name)
    return refusal("files.ending", name, ending=ending)


def _true_name(name: str, endings: tuple[str, ...]) -> tuple[str, tuple[Reason, ...]]:
    """The name with the ending of its content; a notice when the old ending said something else."""
    ending = ending_of(name)
    if ending in endings:
        return name, ()
    true = with_ending(name, endings[0], replace=ending in ENDINGS)
    if not ending:
        return true, ()
    return true, (
        Reason(
            "files.ending_corrected",
            f"Tệp có đuôi .{ending} nhưng nội dung là {endings[0].upper()}; đã ghi là “{true}”.",
            f"The file ends in .{ending} but holds {endings[0].upper()}; it was recorded as “{true}”.",
            {"ending": ending, "name": true},
        ),
    )
