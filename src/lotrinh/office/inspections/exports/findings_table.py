"""Findings as a table: columns in the reader's language, cells as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from lotrinh.office.inspections.models import Finding

Words = Mapping[str, Mapping[str, Any]]
Cell = str | int | float | date | None
COLUMNS: Final = (
    ("Ngày phát hiện", "Found on", 12),
    ("Đơn vị", "Unit", 34),
    ("Mã đơn vị", "Code", 12),
    ("Nơi cụ thể", "Place", 24),
    ("Loại", "Kind", 18),
    ("Nội dung số", "Content", 9),
    ("Lĩnh vực", "Field", 24),
    ("Phát hiện", "Finding", 70),
    ("Mức độ", "Weight", 13),
    ("Số đếm", "Count", 10),
    ("Trên tổng", "Of", 10),
    ("Đơn vị tính", "Counted in", 14),
    ("Nguyên nhân", "Cause kind", 14),
    ("Các nguyên nhân", "Causes", 40),
    ("Diễn giải nguyên nhân", "Cause in words", 40),
    ("Khó khăn", "Difficulty", 40),
    ("Ai gỡ được", "Who can remove it", 22),
    ("Trách nhiệm", "Responsible", 30),
    ("Đề xuất", "Proposal", 40),
    ("Đã phát hiện trước đó", "Found before", 14),
    ("Nguồn", "Source", 30),
    ("Mã phát hiện", "Id", 38),
)
YES: Final = {"vi": "Có", "en": "Yes"}
INVENTED: Final = {"vi": "Số liệu minh họa", "en": "Invented for illustration"}


def headings(language: str) -> list[str]:
    """The titles of the columns."""
    return [en if language == "en" else vi for vi, en, _width in COLUMNS]


def table(rows: Iterable[Finding], words: Words, language: str) -> Iterator[tuple[Cell, ...]]:
    """A line a finding; what is not known is None, never zero."""
    named = {part: {k: _word(w, language) for k, w in keys.items()} for part, keys in words.items()}
    for f in rows:
        yield (
            f.found_on,
            f.unit.name,
            f.unit.code,
            f.inspection.place_name or None,
            named["kind"][f.kind],
            f.content,
            named["field"].get(f.field),
            f.text,
            named["weight"].get(f.weight),
            _figure(f.extent_count),
            _figure(f.extent_of),
            f.extent_unit or None,
            named["cause_kind"].get(f.cause_kind),
            "; ".join(named["cause"].get(c, c) for c in f.causes) or None,
            f.cause_text or None,
            f.difficulty or None,
            named["remover"].get(f.remover),
            f.responsible or None,
            f.proposal or None,
            YES[language] if f.found_before_id else None,
            INVENTED[language] if f.inspection.synthetic else f.source or None,
            str(f.uid),
        )


def _word(word: Any, language: str) -> str:
    return str(word[language] if isinstance(word, Mapping) else getattr(word, language))


def _figure(value: Any) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
