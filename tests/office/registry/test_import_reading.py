"""Files as they really come: every broken one is refused in words, none is half read."""

from __future__ import annotations

import io
import struct
import time
import unicodedata
import zipfile

import pytest
import xlsxwriter

from lotrinh.office.registry.imports import limits
from lotrinh.office.registry.imports.columns import SHEET
from lotrinh.office.registry.imports.read import Reading, plain_name, read_file
from lotrinh.office.registry.imports.templates import template_file
from tests.office.registry.conftest import csv_text, headings, result_row, unit_row, workbook

KIND = "index-results"


def codes(reading: Reading) -> list[str]:
    return [fault.code for fault in reading.faults]


def read(data: bytes, name: str = "ket-qua.xlsx", kind: str = KIND) -> Reading:
    reading = read_file(data, name, kind)
    for fault in reading.faults + reading.notices:
        assert fault.vi and fault.en and fault.where
    return reading


def windows_1258(text: str) -> bytes:
    """As old programs wrote Vietnamese: letters with their shape, tones as marks of their own."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
            continue
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
        tones = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        out += (base + "".join(tones)).encode("cp1258")
    return bytes(out)


TEXT = csv_text(KIND, result_row(unit_name="Quận Ba Đình", note="Đứng đầu khối quận, huyện"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_of_every_unicode_encoding_reads_the_same(encoding: str) -> None:
    row = read(TEXT.encode(encoding), "a.csv").rows[0].values
    assert row["unit_name"] == "Quận Ba Đình"
    assert row["note"] == "Đứng đầu khối quận, huyện"
    assert str(row["value"]) == "95.61"


def test_windows_1258_is_read_and_said() -> None:
    reading = read(windows_1258(TEXT), "a.csv")
    assert reading.rows[0].values["unit_name"] == "Quận Ba Đình"
    assert [notice.code for notice in reading.notices] == ["imports.read_as_1258"]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode().decode("cp1252", "replace").encode(),  # encoded twice
        "Mã;Tên\nx;café señor\n".encode("cp1252"),
        b"\xff\xfe\x41",  # half a character of UTF-16
        TEXT.encode()[:-3] + b"\xc3(\x81",
        TEXT.replace("Quận", "Qu\0ận").encode(),
    ],
)
def test_letters_that_cannot_be_read_are_refused(data: bytes) -> None:
    reading = read(data, "a.csv")
    assert codes(reading) == ["imports.encoding"]
    assert not reading.rows


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separators_are_recognised(separator: str) -> None:
    row = result_row(value="95.61")
    assert len(read(csv_text(KIND, row, separator=separator).encode(), "a.csv").rows) == 1


def test_an_open_quote_is_told_with_its_line() -> None:
    reading = read((TEXT + '"' + "x" * 20_000).encode(), "a.csv")
    assert codes(reading) == ["imports.broken_csv"]
    assert reading.faults[0].where.startswith("a.csv:")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "imports.empty_file"),
        (b"\xef\xbb\xbf \r\n", "a.csv", "imports.empty_file"),
        (b"PK\x03\x04" + b"\0" * 60, "a.xlsx", "imports.not_xlsx"),
        (b"hello", "a.xlsx", "imports.not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.xls", "imports.old_excel"),
        (b"%PDF-1.7 ...", "a.csv", "imports.foreign_file"),
        (b"x" * (limits.MAX_BYTES + 1), "a.csv", "imports.too_large"),
        (b"xin chao\nday la van ban\n", "a.csv", "imports.no_header"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, name: str, code: str) -> None:
    assert codes(read(data, name)) == [code]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * 60_000_000})
    assert len(bomb) < 100_000
    started = time.perf_counter()
    assert codes(read(bomb)) == ["imports.zip_bomb"]
    assert time.perf_counter() - started < 2


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    """The sizes in the directory say 10 bytes; the part unpacks to megabytes."""
    honest = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * 5_000_000})
    lying = honest.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 10))
    assert codes(read(lying)) == ["imports.not_xlsx"]


def test_many_parts_and_strange_zips_are_refused() -> None:
    many = zipped({"xl/workbook.xml": b"", **{f"x{n}": b"" for n in range(limits.MAX_PARTS + 1)}})
    assert codes(read(many)) == ["imports.zip_bomb"]
    assert codes(read(zipped({"word/document.xml": b"<w/>"}))) == ["imports.not_xlsx"]


def test_entities_are_not_expanded() -> None:
    """A workbook part with nested entities is broken for us, not a reason to fill the memory."""
    good = workbook(rows=[headings(KIND), result_row()])
    laughs = b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with zipfile.ZipFile(io.BytesIO(good)) as source:
        parts = {n: source.read(n) for n in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = laughs
    assert read(zipped(parts)).fault_count == 1


def test_a_cell_far_away_does_not_lay_out_the_grid() -> None:
    def far(page: object) -> None:
        page["XFD1048576"] = 1  # type: ignore[index]

    assert codes(read(workbook(far, rows=[headings(KIND)]))) == ["imports.too_many_rows"]

    def wide(page: object) -> None:
        page["ZZ3"] = 1  # type: ignore[index]

    assert codes(read(workbook(wide, rows=[headings(KIND)]))) == ["imports.too_many_columns"]


def test_merged_cells_among_the_data_are_refused_and_above_it_are_not() -> None:
    rows = [["KẾT QUẢ CHỈ SỐ"], headings(KIND), result_row()]
    title = workbook(lambda page: page.merge_cells("A1:F1"), rows=rows)
    assert not read(title).fault_count
    inside = read(workbook(lambda page: page.merge_cells("A3:B4"), rows=rows))
    assert codes(inside) == ["imports.merged_cells"]
    assert inside.faults[0].where == f"{SHEET}!A3:B4"


def test_a_formula_counts_by_its_stored_value() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet(SHEET)
        page.write_row(0, 0, headings(KIND))
        page.write_row(1, 0, [cell or "" for cell in result_row(value=None)])
        page.write_formula(1, 5, "=80+6.93", value=86.93)
    reading = read(out.getvalue())
    assert str(reading.rows[0].values["value"]) == "86.93"
    assert [notice.code for notice in reading.notices] == ["imports.formulas"]


def test_a_formula_without_a_stored_value_is_refused() -> None:
    reading = read(workbook(rows=[headings(KIND), result_row(value="=1+1")]))
    assert codes(reading) == ["imports.formula_without_value"]
    assert reading.faults[0].where == f"{SHEET}!F2"


def test_an_error_of_the_spreadsheet_is_no_value() -> None:
    assert codes(read(csv_text(KIND, result_row(value="#DIV/0!")).encode(), "a.csv")) == [
        "imports.error_value"
    ]


def test_an_error_cell_of_a_workbook_is_not_taken_for_an_empty_one() -> None:
    """openpyxl writes the text as an error cell; readers give it back as nothing."""
    reading = read(workbook(rows=[headings(KIND), result_row(value="#N/A")]))
    assert codes(reading) == ["imports.error_value"]
    assert reading.faults[0].where == f"{SHEET}!F2"


def test_wrong_sheet_missing_header_doubled_and_extra_columns() -> None:
    def second(page: object) -> None:
        page.parent.create_sheet("Khác")  # type: ignore[attr-defined]

    two = workbook(second, sheet="Bảng 1", rows=[headings(KIND), result_row()])
    assert codes(read(two)) == ["imports.wrong_sheet"]
    without = [heading for heading in headings(KIND) if heading != "Nguồn"]
    assert codes(read(workbook(rows=[without]))) == ["imports.column_missing"]
    assert codes(read(workbook(rows=[[*headings(KIND), "Năm"], result_row()]))) == ["imports.column_twice"]
    extra = read(workbook(rows=[[*headings(KIND), "Của tôi"], [*result_row(), "x"]]))
    assert [notice.code for notice in extra.notices] == ["imports.unknown_column"]
    assert not extra.fault_count and len(extra.rows) == 1


def test_a_header_without_rows_says_so() -> None:
    assert codes(read(workbook(rows=[headings(KIND)]))) == ["imports.no_rows"]


def test_headings_are_found_without_marks_and_in_english() -> None:
    heads = ["unit code", "INDEX", "nam", "Gia tri", "Source *"]
    assert not read(workbook(rows=[heads, ["hn.d001", "PAR", 2019, 90, "x"]])).fault_count


def test_faults_name_sheet_row_column_and_what_was_got() -> None:
    reading = read(
        workbook(rows=[headings(KIND), result_row(year="hai", value="x", published_on="31/02/2020")])
    )
    told = {fault.where: (fault.code, fault.got) for fault in reading.faults}
    assert told == {
        f"{SHEET}!D2": ("imports.not_year", "hai"),
        f"{SHEET}!F2": ("imports.not_number", "x"),
        f"{SHEET}!I2": ("imports.not_date", "31/02/2020"),
    }


def test_only_the_first_faults_are_listed_and_all_are_counted() -> None:
    rows = [result_row(value="x") for _ in range(limits.MAX_FAULTS + 50)]
    reading = read(csv_text(KIND, *rows).encode(), "a.csv")
    assert len(reading.faults) == limits.MAX_FAULTS
    assert reading.fault_count == limits.MAX_FAULTS + 50


def big_book(count: int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        page = book.add_worksheet(SHEET)
        page.write_row(0, 0, headings("register"))
        for number in range(count):
            cells = unit_row(code=f"hn.x{number:06d}", name=f"Phường {number}")
            for place, cell in enumerate(cells):
                if cell is not None:
                    page.write(number + 1, place, cell)
    return out.getvalue()


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read() -> None:
    reading = read(big_book(limits.MAX_ROWS), kind="register")
    assert len(reading.rows) == limits.MAX_ROWS and not reading.fault_count


def test_one_row_too_many_is_refused() -> None:
    text = csv_text("register", unit_row()) + "a;b\r\n" * limits.MAX_ROWS
    assert codes(read(text.encode(), "a.csv", "register")) == ["imports.too_many_rows"]


def test_too_many_rows_of_csv_are_refused_while_reading() -> None:
    text = csv_text("register", unit_row()) + "a;b\r\n" * (limits.MAX_ROWS + 100)
    assert codes(read(text.encode(), "a.csv", "register")) == ["imports.too_many_rows"]


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\tệp\\kết quả.xlsx", "kết quả.xlsx"),
        ("a\nb.csv", "ab.csv"),
        ("", "?"),
    ],
)
def test_file_names_lose_their_folders(given: str, plain: str) -> None:
    assert plain_name(given) == plain


@pytest.mark.parametrize("kind", ["index-results", "register"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_templates_are_read_by_the_reader(kind: str, form: str) -> None:
    assert codes(read(template_file(kind, form), f"mau.{form}", kind)) == ["imports.no_rows"]


def test_no_formula_is_lost_where_the_file_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotrinh.office.registry.imports.read_xlsx._CHUNK", 97)
    rows = [result_row(year=1990 + n, value="=1+1") for n in range(40)]
    assert codes(read(workbook(rows=[headings(KIND), *rows]))) == ["imports.formula_without_value"] * 40
