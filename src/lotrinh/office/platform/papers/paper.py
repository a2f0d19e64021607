"""What stands on a paper, without a word on how it is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right"]
Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Column:
    """share: width as a share of all shares of the table."""

    title: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one line that runs over all columns; title "" means no such line."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header is repeated on every page."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        for row in self.rows():
            if len(row) != len(self.columns):
                raise ValueError(
                    f"a row of {len(row)} cells in a table of {len(self.columns)} columns: {row}"
                )

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """All rows in order, without the lines of the groups."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Title:
    """A bold line above a part of the body; indented like a paragraph when it belongs to running text."""

    text: str
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A justified paragraph; closing: the ending mark './.' follows it. lead: bold words before it."""

    text: str
    closing: bool = False
    italic: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Centre:
    """A centred line of the body, such as the office that decides or "QUYẾT ĐỊNH:"."""

    text: str
    bold: bool = True


Block = Title | Text | Centre | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines of power and office in capitals ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"); name "" until signed.

    note: a line in italics under them, such as how a side of minutes signs.
    """

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A part that begins on a page of its own. label: 'Phụ lục' or 'Phụ lục II'; reference: in brackets."""

    label: str
    title: str
    reference: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """An administrative document.

    kind: name of its type in capitals; "" makes it an official letter, whose subject stands under the number.
    number and signed_on are None until the paper is signed: both are given with the signature, so a draft
    leaves room for them. parent_body, issuing_body: lines as they stand in the head. draft_mark: "" once
    adopted. addressees: after "Kính gửi:". sides: the signatures of minutes, two beside each other; they
    stand in place of signature. marks: urgency and secrecy, in boxes. foot_mark: a line at the foot of every
    page. dated: False where the day stands in the text alone, as in minutes.
    """

    issuing_body: tuple[str, ...]
    symbol: str
    place: str
    year: int
    kind: str
    subject: str
    body: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    parent_body: tuple[str, ...] = ()
    number: int | None = None
    signed_on: date | None = None
    references: tuple[str, ...] = ()
    draft_mark: str = ""
    orientation: Orientation = "portrait"
    language: str = "vi-VN"
    addressees: tuple[str, ...] = ()
    sides: tuple[Signature, ...] = ()
    annexes: tuple[Annex, ...] = ()
    marks: tuple[str, ...] = ()
    foot_mark: str = ""
    dated: bool = True

    @property
    def is_letter(self) -> bool:
        """An official letter has no name of a type."""
        return not self.kind

    def number_line(self, prefix: str = "Số:") -> str:
        """'Số: 05/KH-UBND', or with room for the number; under 10 with a leading 0."""
        given = " " * 10 if self.number is None else f"{self.number:02d}"
        return with_room(f"{prefix} {given}/{self.symbol}")

    def date_line(self) -> str:
        """'Hà Nội, ngày 05 tháng 01 năm 2020', or with room for day and month; "" where none stands."""
        if not self.dated:
            return ""
        return f"{self.place}, {date_words(self.signed_on, self.year)}"


def date_words(day: date | None, year: int) -> str:
    """A date as the decree writes it: days under 10 and months 1, 2 with a leading 0; open when None."""
    if day is None:
        return with_room(f"ngày{' ' * 7}tháng{' ' * 7}năm {year}")
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def with_room(text: str) -> str:
    """Runs of blanks stay as wide as they are written: room for what is filled in by hand."""
    return re.sub(r" {2,}", lambda m: "\u00a0" * len(m.group()), text)


def head_lines(authority: str) -> tuple[str, ...]:
    """The name of a body in capitals, broken before the place: UBND on one line, its place on the next."""
    name = authority.upper()
    for word in ("THÀNH PHỐ", "TỈNH", "QUẬN", "HUYỆN", "THỊ XÃ", "PHƯỜNG", "XÃ", "THỊ TRẤN"):
        before, found, after = name.partition(f" {word} ")
        if found and before.endswith("NHÂN DÂN"):
            return before, f"{word} {after}"
    return (name,)
