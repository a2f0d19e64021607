"""What kind of file it is, judged by its bytes and never by its name, and whether it is safe to open."""

from __future__ import annotations

import io
import zipfile
import zlib

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.registry.imports import limits

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}


def sniff(data: bytes, name: str) -> str:
    """'xlsx' or 'csv'; raises Faults when the file is neither or is not safe to open."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise _refuse(
            "imports.empty_file",
            name,
            "0 byte",
            "XLSX, CSV",
            "Tệp không có nội dung. Hãy chọn tệp đã điền dữ liệu.",
            "The file is empty. Choose a file that holds data.",
        )
    if len(data) > limits.MAX_BYTES:
        raise _refuse(
            "imports.too_large",
            name,
            f"{len(data):,} byte",
            f"≤ {limits.MAX_BYTES:,} byte",
            "Tệp quá lớn. Hãy chia thành nhiều tệp.",
            "The file is too large. Split it into several.",
        )
    if data.startswith(_OLD_EXCEL):
        raise _refuse(
            "imports.old_excel",
            name,
            "XLS / XLSX có mật khẩu",
            "XLSX",
            "Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu.",
            "The file is an old Excel (.xls) or has a password. Save it as .xlsx without a password.",
        )
    for magic, kind in _FOREIGN.items():
        if data.startswith(magic):
            raise _refuse(
                "imports.foreign_file",
                name,
                kind,
                "XLSX, CSV",
                f"Tệp là {kind}, không phải bảng tính. Hãy chọn tệp .xlsx hoặc .csv.",
                f"The file is {kind}, not a table. Choose an .xlsx or .csv file.",
            )
    if data.startswith(b"PK"):
        check_package(data, name)
        return "xlsx"
    if name.lower().endswith((".xlsx", ".xlsm", ".zip")):
        raise _not_a_package(name)
    return "csv"


def check_package(data: bytes, name: str) -> None:
    """Look at the sizes in the directory of the zip before a single byte is unpacked, then test them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_directory(package.infolist(), name)
            broken = package.testzip()
    except _BROKEN as error:
        raise _not_a_package(name) from error
    if broken:
        raise _not_a_package(name)


def _check_directory(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > limits.MAX_PARTS:
        raise _bomb(name, f"{len(parts)} tệp con", f"≤ {limits.MAX_PARTS}")
    total = sum(part.file_size for part in parts)
    if total > limits.MAX_UNPACKED_BYTES:
        raise _bomb(name, f"{total:,} byte", f"≤ {limits.MAX_UNPACKED_BYTES:,} byte")
    for part in parts:
        if part.file_size > 1_000_000 and part.file_size > limits.MAX_RATIO * max(part.compress_size, 1):
            raise _bomb(
                name,
                f"{part.filename}: {part.file_size:,} / {part.compress_size:,} byte",
                f"≤ {limits.MAX_RATIO} : 1",
            )
    if "xl/workbook.xml" not in {part.filename.lstrip("/") for part in parts}:
        raise _not_a_package(name)


def _bomb(name: str, got: str, expected: str) -> Faults:
    return _refuse(
        "imports.zip_bomb",
        name,
        got,
        expected,
        "Tệp nở ra quá lớn khi mở nên không được đọc. Hãy lưu dữ liệu sang một tệp .xlsx mới.",
        "The file would grow too large when opened and was not read. Save the data to a new .xlsx file.",
    )


def _not_a_package(name: str) -> Faults:
    return _refuse(
        "imports.not_xlsx",
        name,
        "",
        "XLSX",
        "Tệp hỏng hoặc không phải là bảng tính .xlsx. Hãy mở bằng Excel và lưu lại.",
        "The file is broken or is not an .xlsx workbook. Open it in Excel and save it again.",
    )


def _refuse(code: str, name: str, got: str, expected: str, vi: str, en: str) -> Faults:
    return Faults(Fault(code, name, vi, en, got, expected))
