"""Numbers and symbols of papers (NĐ 30/2020/NĐ-CP, Annex I and III)."""

from __future__ import annotations

LETTER_SERIES = "CV"
TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch",
    "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình",
    "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
}  # fmt: skip


def paper_symbol(type_: str, body: str, division: str) -> str:
    """What stands after the number: 'QĐ-SNV', or 'SNV-CCHC' for an official letter, which has no type."""
    return f"{type_}-{body}" if type_ else f"{body}-{division}"


def number_words(number: int, symbol: str) -> str:
    """'05/QĐ-SNV': under ten with a leading 0."""
    return f"{number:02d}/{symbol}"


def series_kind(type_: str, series: str) -> str:
    """The register that gives the number: '' where the body keeps one for all its papers."""
    return "" if series == "one" else type_ or LETTER_SERIES
