"""The XML of a long table, made as one text: a hundred times faster than cell by cell."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape  # nosec B406: it escapes, it reads nothing

from docx.oxml import parse_xml

from lotrinh.office.platform.papers.paper import Column, Group, Table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS_PER_MM = 1440 / 25.4
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_xml(table: Table, width_mm: float, size_pt: float) -> Any:
    """A w:tbl element with a repeated header row, unbroken rows and one line a group."""
    widths = _widths(table.columns, width_mm)
    half_points = round(size_pt * 2)
    parts = [f"<w:tbl {_W}>", _table_properties(sum(widths)), _grid(widths)]
    parts.append(_header(table.columns, widths, half_points))
    for group in table.groups:
        parts.extend(_group(group, table.columns, widths, half_points))
    parts.append("</w:tbl>")
    return parse_xml("".join(parts))


def _widths(columns: tuple[Column, ...], width_mm: float) -> list[int]:
    """Twips; the last column takes what rounding leaves."""
    total = sum(c.share for c in columns)
    whole = round(width_mm * _TWIPS_PER_MM)
    widths = [int(whole * c.share / total) for c in columns]
    widths[-1] += whole - sum(widths)
    return widths


def _table_properties(width: int) -> str:
    borders = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for s in _SIDES)
    margins = "".join(f'<w:{s} w:w="70" w:type="dxa"/>' for s in ("left", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _grid(widths: list[int]) -> str:
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"


def _header(columns: tuple[Column, ...], widths: list[int], size: int) -> str:
    cells = "".join(
        _cell(c.title, w, "center", size, bold=True) for c, w in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _group(group: Group, columns: tuple[Column, ...], widths: list[int], size: int) -> list[str]:
    rows = []
    if group.title:
        line = _cell(group.title, sum(widths), "left", size, bold=True, span=len(widths))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{line}</w:tr>")
    for row in group.rows:
        cells = zip(row, columns, widths, strict=True)
        line = "".join(_cell(text, width, column.align, size) for text, column, width in cells)
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{line}</w:tr>")
    return rows


def _cell(text: str, width: int, align: str, size: int, *, bold: bool = False, span: int = 1) -> str:
    span_mark = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    keep = "<w:keepNext/>" if span > 1 else ""
    weight = "<w:b/>" if bold else ""
    run = f'<w:rPr>{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(_clean(line))}</w:t>' for line in text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span_mark}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{keep}<w:spacing w:before="20" w:after="20"/><w:jc w:val="{align}"/></w:pPr>'
        f"<w:r>{run}{lines}</w:r></w:p></w:tc>"
    )


def _clean(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(c for c in text if c >= " " or c == "\t")
