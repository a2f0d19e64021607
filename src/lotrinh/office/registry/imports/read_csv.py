"""CSV: which encoding, which separator, then the rows, streamed up to the limit."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.registry.imports import limits
from lotrinh.office.registry.imports.table import Cell, Table

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LETTERS = set(unicodedata.normalize("NFC", "ăâđêôơưĂÂĐÊÔƠƯ")) | set("–—‘’“”…°²³µ×\xa0€«»")
_TWICE_ENCODED = re.compile("Ã[\u0080-\u00bf]|á[»º][\u0080-\u00bfŸ\u2018-\u201e]|Ä[\u0091‘]|Æ[°¡]")


def read_csv(data: bytes, name: str) -> Table:
    """The table of a CSV file; raises Faults when it cannot be read as text."""
    text, notice = decode(data, name)
    separator = _separator(text)
    table = Table(name, list(_rows(text, separator, name)))
    if notice:
        table.notices.append(notice)
    return table


def decode(data: bytes, name: str) -> tuple[str, Fault | None]:
    """The text, and a notice when the encoding had to be guessed."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _checked(_decode_as(data, encoding, name), name), None
    if b"\0" in data[:200]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return _checked(_decode_as(data, encoding, name), name), None
    try:
        return _checked(data.decode("utf-8"), name), None
    except UnicodeDecodeError:
        return _decode_old(data, name)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(name, encoding) from error


def _checked(text: str, name: str) -> str:
    """NFC text without the traces of a file that was encoded twice."""
    if _TWICE_ENCODED.search(text[:200_000]):
        raise _wrong_encoding(name, "UTF-8 × 2")
    if "\0" in text:
        raise _wrong_encoding(name, "NUL")
    return unicodedata.normalize("NFC", text)


def _decode_old(data: bytes, name: str) -> tuple[str, Fault | None]:
    """Windows-1258 when the result is Vietnamese; otherwise refused, for guessing spoils names in silence."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError as error:
        raise _wrong_encoding(name, "?") from error
    if not all(_is_vietnamese(char) for char in set(text)):
        raise _wrong_encoding(name, "cp1252?")
    return text, Fault(
        "imports.read_as_1258",
        name,
        "Tệp dùng bảng mã Windows-1258; đã đọc theo bảng mã đó. Hãy soát lại tên.",
        "The file is in Windows-1258 and was read so. Check the names.",
        "Windows-1258",
        "UTF-8",
    )


def _is_vietnamese(char: str) -> bool:
    """A plain character, or a letter of the Vietnamese alphabet with or without its tone."""
    if char.isascii() or char in _LETTERS:
        return True
    parts = unicodedata.normalize("NFD", char)
    return (
        len(parts) > 1
        and parts[0].lower() in "aeiouy"
        and set(parts[1:]) <= set("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
    )


def _wrong_encoding(name: str, got: str) -> Faults:
    return Faults(
        Fault(
            "imports.encoding",
            name,
            "Không đọc được chữ trong tệp. Trong Excel hãy chọn Lưu thành → “CSV UTF-8” rồi nạp lại.",
            "The letters of the file cannot be read. In Excel choose Save as → “CSV UTF-8”, then bring it.",
            got,
            "UTF-8",
        )
    )


def _separator(text: str) -> str:
    """The one of ; , tab that the first filled lines use most."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][: limits.HEADER_WITHIN]
    counts = {mark: max((line.count(mark) for line in lines), default=0) for mark in (";", "\t", ",")}
    header = (
        max(lines, key=len, default="")
        if not any(counts.values())
        else max(lines, key=lambda line: sum(map(line.count, counts)))
    )
    return max(counts, key=lambda mark: header.count(mark))


def _rows(text: str, separator: str, name: str) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(limits.MAX_CELL * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    filled = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            filled += 1
            if filled > limits.MAX_ROWS + limits.HEADER_WITHIN:
                raise too_many_rows(name)
            if len(cells) > limits.MAX_COLUMNS and any(cell.strip() for cell in cells[limits.MAX_COLUMNS :]):
                raise too_many_columns(name, len(cells))
            yield reader.line_num, [cell.strip() or None for cell in cells]
    except csv.Error as error:
        raise Faults(
            Fault(
                "imports.broken_csv",
                f"{name}:{reader.line_num}",
                "Dòng CSV bị hỏng (dấu nháy không khép hoặc ô quá dài). Hãy lưu lại từ Excel.",
                "The CSV line is broken (an open quote or too long a cell). Save it again from Excel.",
                str(error),
                "CSV",
            )
        ) from error


def too_many_rows(name: str) -> Faults:
    """More rows than one import may hold."""
    return Faults(
        Fault(
            "imports.too_many_rows",
            name,
            f"Quá {limits.MAX_ROWS:,} dòng dữ liệu. Hãy chia thành nhiều tệp.",
            f"More than {limits.MAX_ROWS:,} rows of data. Split the file.",
            f"> {limits.MAX_ROWS:,}",
            f"≤ {limits.MAX_ROWS:,}",
        )
    )


def too_many_columns(name: str, got: int) -> Faults:
    """More columns than a table of ours ever has."""
    return Faults(
        Fault(
            "imports.too_many_columns",
            name,
            "Quá nhiều cột. Hãy dùng đúng mẫu tải về.",
            "Too many columns. Use the template as downloaded.",
            str(got),
            f"≤ {limits.MAX_COLUMNS}",
        )
    )
