"""The columns of each kind of import: what is offered, recognised and demanded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.text import fold
from lotrinh.office.registry.imports import limits
from lotrinh.office.registry.imports.table import Cell, Table, cell_name

SHEET = "Dữ liệu"
"""The sheet that is read."""


@dataclass(frozen=True)
class Column:
    """One column: our key, its headings, what it holds, whether it must be filled, and a word of guidance."""

    key: str
    vi: str
    en: str
    holds: str
    required: bool = False
    hint_vi: str = ""
    hint_en: str = ""
    example: str = ""
    also: tuple[str, ...] = ()
    at_most: int = 500

    def headings(self) -> set[str]:
        """Every heading that means this column, folded."""
        return {fold(text).rstrip(" *:") for text in (self.key, self.vi, self.en, *self.also)}


INDEX_RESULTS = (
    Column(
        "unit_code",
        "Mã đơn vị",
        "Unit code",
        "code",
        hint_vi="Mã trong sổ đăng ký; có thể để trống nếu tên chỉ đúng một đơn vị.",
        hint_en="The code in the register; may stay empty when the name fits one unit only.",
        example="hn.d005",
        at_most=60,
    ),
    Column(
        "unit_name",
        "Tên đơn vị",
        "Unit name",
        "text",
        hint_vi="Tên đầy đủ có dấu.",
        hint_en="The full name with marks.",
        example="Quận Cầu Giấy",
        also=("Đơn vị", "Cơ quan, đơn vị"),
        at_most=200,
    ),
    Column("index", "Chỉ số", "Index", "index", True, "PAR, SIPAS hoặc PAPI.", "PAR, SIPAS or PAPI.", "PAR"),
    Column("year", "Năm", "Year", "year", True, "Năm được đánh giá.", "The year that is assessed.", "2019"),
    Column(
        "component",
        "Thành phần",
        "Component",
        "text",
        hint_vi="Để trống là chỉ số chung.",
        hint_en="Empty means the index as a whole.",
        example="",
        at_most=120,
    ),
    Column(
        "value",
        "Giá trị",
        "Value",
        "decimal",
        hint_vi="Dấu thập phân là phẩy hoặc chấm. Để trống là chưa có số liệu, không phải số 0.",
        hint_en="Comma or point as the decimal mark. Empty means no figure, never zero.",
        example="95,61",
        also=("Điểm", "Kết quả"),
    ),
    Column("maximum", "Điểm tối đa", "Highest possible", "decimal", example="100"),
    Column("rank", "Thứ hạng", "Rank", "whole", example="1", also=("Xếp hạng",)),
    Column(
        "published_on",
        "Ngày công bố",
        "Published on",
        "date",
        hint_vi="ngày/tháng/năm",
        hint_en="day/month/year",
        example="18/05/2020",
    ),
    Column(
        "source",
        "Nguồn",
        "Source",
        "text",
        True,
        "Số, ngày văn bản hoặc tên trang công bố.",
        "Number and date of the paper, or the page that published it.",
        "Quyết định 1752/QĐ-UBND",
        at_most=1000,
    ),
    Column(
        "url",
        "Địa chỉ",
        "Address",
        "address",
        hint_vi="http:// hoặc https://",
        hint_en="http:// or https://",
        also=("Liên kết",),
    ),
    Column("note", "Ghi chú", "Note", "text", at_most=1000),
)

REGISTER = (
    Column(
        "register",
        "Sổ đăng ký",
        "Register",
        "code",
        True,
        "Khóa của sổ; sổ chưa có thì điền thêm tên sổ.",
        "The key of the register; for a new one give its name too.",
        "hanoi-2025",
        at_most=60,
    ),
    Column("register_name", "Tên sổ đăng ký", "Register name", "text", at_most=200),
    Column(
        "code",
        "Mã",
        "Code",
        "code",
        True,
        "Mã bền vững, không dùng lại.",
        "A lasting code, never used again.",
        "hn.n00004",
        also=("Mã đơn vị",),
        at_most=60,
    ),
    Column("name", "Tên", "Name", "text", True, example="Phường Ba Đình", also=("Tên đơn vị",), at_most=200),
    Column(
        "kind",
        "Cấp",
        "Kind",
        "kind",
        True,
        "sở, huyện, xã hoặc tỉnh",
        "department, district, commune or province",
        "xã",
    ),
    Column(
        "type",
        "Loại",
        "Type",
        "text",
        hint_vi="phường, xã, quận …",
        hint_en="ward, commune, urban district …",
        example="phường",
        at_most=60,
    ),
    Column("parent_code", "Mã đơn vị cấp trên", "Parent code", "code", also=("parent",), at_most=60),
    Column(
        "valid_from",
        "Có từ ngày",
        "Valid from",
        "date",
        True,
        "ngày/tháng/năm",
        "day/month/year",
        "01/07/2025",
    ),
    Column(
        "valid_to",
        "Đến trước ngày",
        "Valid until",
        "date",
        hint_vi="Ngày đầu tiên không còn đơn vị.",
        hint_en="The first day on which the unit is no more.",
    ),
    Column("lat", "Vĩ độ", "Latitude", "decimal", example="21,0386"),
    Column("lon", "Kinh độ", "Longitude", "decimal", example="105,838"),
    Column("gso_code", "Mã thống kê", "Statistics code", "code", example="00004", at_most=10),
    Column(
        "sectors",
        "Lĩnh vực",
        "Sectors",
        "keys",
        hint_vi="Khóa lĩnh vực, cách nhau bằng dấu chấm phẩy.",
        hint_en="Keys of sectors, separated by semicolons.",
    ),
    Column("place_note", "Ghi chú vị trí", "Note on the place", "text", at_most=1000),
    Column(
        "source",
        "Nguồn",
        "Source",
        "text",
        True,
        "Văn bản hoặc trang công bố.",
        "The paper or page it comes from.",
        "Nghị quyết 1656/NQ-UBTVQH15",
        at_most=1000,
    ),
)

KINDS: dict[str, tuple[Column, ...]] = {"index-results": INDEX_RESULTS, "register": REGISTER}


@dataclass
class Header:
    """Where the header stands and which column of the sheet holds what."""

    row: int
    places: dict[str, int]
    unknown: list[tuple[int, str]]


def find_header(table: Table, columns: Sequence[Column]) -> Header:
    """The first row among the first ones that names every required column; raises Faults otherwise."""
    best: Header | None = None
    best_missing: list[Column] = list(columns)
    for number, cells in table.rows[: limits.HEADER_WITHIN]:
        header = _read_header(number, cells, columns)
        missing = [c for c in columns if c.required and c.key not in header.places]
        if best is None or len(header.places) > len(best.places):
            best, best_missing = header, missing
    if best is None or len(best.places) < 2:
        raise Faults(_no_header(table, columns))
    faults = [_missing(table, best.row, column) for column in best_missing]
    faults += _twice(table, best, columns)
    if faults:
        raise Faults(faults)
    return best


def _read_header(number: int, cells: Sequence[Cell], columns: Sequence[Column]) -> Header:
    header = Header(number, {}, [])
    for place, cell in enumerate(cells):
        if cell is None:
            continue
        text = fold(str(cell)).rstrip(" *:")
        key = next((c.key for c in columns if text in c.headings() and c.key not in header.places), None)
        if key is None:
            header.unknown.append((place, str(cell)))
        else:
            header.places[key] = place
    return header


def _twice(table: Table, header: Header, columns: Sequence[Column]) -> list[Fault]:
    known = set().union(*(column.headings() for column in columns))
    return [
        Fault(
            "imports.column_twice",
            cell_name(table.name, header.row, place),
            f"Cột “{text}” có hai lần. Hãy giữ một cột.",
            f"The column “{text}” stands twice. Keep one.",
            text,
            "",
        )
        for place, text in header.unknown
        if fold(text).rstrip(" *:") in known
    ]


def _missing(table: Table, row: int, column: Column) -> Fault:
    return Fault(
        "imports.column_missing",
        f"{table.name}!{row}",
        f"Thiếu cột “{column.vi}”. Hãy dùng mẫu tải về.",
        f"The column “{column.en}” is missing. Use the template.",
        "",
        column.vi,
    )


def _no_header(table: Table, columns: Sequence[Column]) -> Fault:
    expected = ", ".join(column.vi for column in columns if column.required)
    return Fault(
        "imports.no_header",
        table.name,
        f"Không thấy dòng tiêu đề trong {limits.HEADER_WITHIN} dòng đầu. Hãy dùng mẫu tải về.",
        f"No header row in the first {limits.HEADER_WITHIN} rows. Use the template.",
        "",
        expected,
    )
