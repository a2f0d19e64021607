"""How large and how many: limits by family, and the sentences when one is passed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lotrinh.method.faults import Fault, Faults

MB = 1024 * 1024

IMAGE, PDF, OFFICE, MEDIA, TEXT = "image", "pdf", "office", "media", "text"
BYTES = MappingProxyType({IMAGE: 15 * MB, PDF: 30 * MB, OFFICE: 20 * MB, MEDIA: 30 * MB, TEXT: 5 * MB})

# What the browser says about a file, by the beginning of its type; the first that fits counts.
BROWSER = (
    ("image/", IMAGE),
    ("application/pdf", PDF),
    ("application/vnd.openxmlformats-", OFFICE),
    ("application/vnd.oasis.", OFFICE),
    ("video/", MEDIA),
    ("audio/", MEDIA),
    ("text/", TEXT),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken. The web server lets 32 MB through in one request, so no family may pass about 31 MB.

    bytes: by family. count: files of one owner (a finding, a self-report …). pixels, side: of an image.
    pages, page_side: of a PDF, in points (1/72 inch). parts, unpacked, ratio: of a packed document.
    day_count, day_bytes: what one account may bring in 24 hours; a day on the spot is some 60 photographs.
    """

    bytes: Mapping[str, int] = field(default_factory=lambda: BYTES)
    count: int = 60
    pixels: int = 60_000_000
    side: int = 30_000
    pages: int = 2_000
    page_side: int = 14_400
    parts: int = 5_000
    unpacked: int = 300 * MB
    ratio: int = 100
    day_count: int = 2_000
    day_bytes: int = 4 * 1024 * MB

    @property
    def largest(self) -> int:
        """Bytes of the largest file of any family."""
        return max(self.bytes.values())

    def for_browser(self) -> str:
        """JSON for upload.js: [[beginning of the type, bytes], …]; the last one is for everything else."""
        rows: list[tuple[str, int]] = [(start, self.bytes[family]) for start, family in BROWSER]
        return json.dumps([*rows, ("", self.largest)])

    def check_size(self, name: str, got: int, family: str = "") -> None:
        """Raise Faults when a file of this family (or of any, when it is not known yet) is too large."""
        most = self.bytes[family] if family else self.largest
        if got > most:
            raise Faults(too_large(name, got, most, family))

    def check_count(self, have: int, coming: int = 1) -> None:
        """Raise Faults when an owner that has so many files would get too many."""
        if have + coming > self.count:
            raise Faults(too_many(have, coming, self.count))


LIMITS = Limits()

FAMILY_WORDS = {
    IMAGE: ("ảnh", "images", "Hãy giảm kích thước ảnh rồi tải lại.", "Make the image smaller and try again."),
    PDF: ("PDF", "PDF", "Hãy chia nhỏ hoặc nén tệp rồi tải lại.", "Split or compress it and try again."),
    OFFICE: (
        "văn bản, bảng tính",
        "documents and sheets",
        "Hãy nén ảnh trong tệp hoặc chia nhỏ rồi tải lại.",
        "Compress its pictures or split it and try again.",
    ),
    MEDIA: (
        "âm thanh, video",
        "sound and video",
        "Hãy cắt ngắn hoặc nén rồi tải lại.",
        "Cut it shorter or compress it and try again.",
    ),
    TEXT: ("văn bản thuần", "plain text", "Hãy chia nhỏ rồi tải lại.", "Split it and try again."),
    "": ("mọi loại", "any kind", "Hãy chia nhỏ hoặc nén rồi tải lại.", "Split or compress it and try again."),
}


def size_words(size: int, language: str = "vi") -> str:
    """A size for people: ``31,4 MB`` in Vietnamese, ``31.4 MB`` in English."""
    if size < 1024:
        return f"{size} B"
    text = f"{size / 1024:.0f} KB" if size < MB else f"{size / MB:.1f} MB".replace(".0 MB", " MB")
    return text.replace(".", ",") if language == "vi" else text


def too_large(name: str, got: int, most: int, family: str = "") -> Fault:
    """The fault of a file that is too large."""
    words = FAMILY_WORDS[family]
    got_vi, most_vi = size_words(got), size_words(most)
    got_en, most_en = size_words(got, "en"), size_words(most, "en")
    return Fault(
        "files.too_large",
        name,
        f"“{name}” nặng {got_vi}, giới hạn cho {words[0]} là {most_vi}. {words[2]}",
        f"“{name}” has {got_en}; the limit for {words[1]} is {most_en}. {words[3]}",
        got=f"{got} B",
        expected=f"≤ {most} B",
    )


def too_many(have: int, coming: int, most: int) -> Fault:
    """The fault of too many files at one owner."""
    return Fault(
        "files.too_many",
        "files",
        f"Đã có {have} tệp, thêm {coming} tệp nữa là quá giới hạn {most} tệp. "
        "Hãy gộp các trang vào một tệp PDF hoặc bỏ bớt tệp.",
        f"There are {have} files already; {coming} more would pass the limit of {most}. "
        "Join pages into one PDF or leave some out.",
        got=str(have + coming),
        expected=f"≤ {most}",
    )


def day_full(count: int, size: int, limits: Limits) -> Fault:
    """The fault of an account that has brought too much within a day."""
    most = limits.day_bytes
    return Fault(
        "files.day_full",
        "files",
        f"Trong 24 giờ qua bạn đã gửi {count} tệp ({size_words(size)}); giới hạn là {limits.day_count} tệp "
        f"và {size_words(most)}. Hãy giữ tệp lại và gửi vào ngày mai, hoặc báo quản trị hệ thống.",
        f"You have sent {count} files ({size_words(size, 'en')}) in the last 24 hours; the limit is "
        f"{limits.day_count} files and {size_words(most, 'en')}. Keep the file and send it tomorrow, or "
        "tell the administrator.",
        got=f"{count}, {size} B",
        expected=f"≤ {limits.day_count}, ≤ {most} B",
    )
