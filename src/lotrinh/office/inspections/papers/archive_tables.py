"""The sheets of the file of an inspection: its index, answers, findings."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from lotrinh.office.inspections.papers.answers import STATES, answer_facts
from lotrinh.office.inspections.papers.findings import Names, finding_fact
from lotrinh.office.inspections.papers.names import inspected_name
from lotrinh.office.inspections.papers.words import short

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.inspections.papers.gathering import Gathered

Column = tuple[str, int]
LONGEST_CELL: Final = 32_767
KINDS: Final = {"result": "Kết quả đạt được", "shortcoming": "Tồn tại, hạn chế", "violation": "Vi phạm",
                "good_model": "Mô hình, cách làm tốt"}  # fmt: skip


def _sheet(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], made_at: datetime) -> bytes:
    """One sheet with a head that stays; text stays text, so that a formula in it is never run."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None, microsecond=0)})
    sheet = book.add_worksheet(title[:31])
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top", "border": 1}
    )
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for place, (name, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(line, place, value, cell)
            else:
                sheet.write_string(line, place, str(value if value is not None else "")[:LONGEST_CELL], cell)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def index_table(inspection: Inspection, entries: Sequence[dict[str, Any]], at: datetime) -> bytes:
    """Mục lục: what lies in the archive."""
    columns = [("STT", 6), ("Tên tài liệu", 44), ("Số, ký hiệu", 16), ("Ngày", 12), ("Tệp", 60),
               ("Dung lượng (byte)", 14), ("SHA-256", 68), ("Ghi chú", 24)]  # fmt: skip
    rows = [
        (n, e["title"], e.get("number") or "", _day(e.get("date") or e.get("about_on")), e["path"], e["size"],
         e["sha256"], "THIẾU HOẶC ĐÃ BỊ THAY ĐỔI" if e.get("missing") else "")
        for n, e in enumerate(entries, 1)
    ]  # fmt: skip
    return _sheet("Mục lục", columns, rows, at)


def _day(text: str | None) -> str:
    return f"{text[8:]}/{text[5:7]}/{text[:4]}" if text else ""


def answers_table(gathered: Gathered) -> bytes:
    """Every question with what was answered, also those without an answer."""
    columns = [("STT", 6), ("Nội dung", 9), ("Câu hỏi", 60), ("Trạng thái", 18), ("Trả lời", 60),
               ("Ghi chú", 30), ("Hạt giống rút hồ sơ", 18)]  # fmt: skip
    facts = {f["key"]: f for f in answer_facts(gathered)}
    rows = []
    for number, question in enumerate(gathered.questions, 1):
        fact = facts.get(question.key)
        state = STATES.get(fact["state"], "đã trả lời") if fact else "chưa trả lời"
        seed = fact["draw"]["seed"] if fact and fact["draw"] else ""
        answer, note = (fact["answer"], fact["note"]) if fact else ("", "")
        rows.append((number, question.content or "", question.text.get("vi", ""), state, answer, note, seed))
    return _sheet("Trả lời", columns, rows, gathered.inspection.opened_at)


def findings_table(gathered: Gathered) -> bytes:
    """The findings that stand."""
    columns = [("STT", 6), ("Loại", 18), ("Nội dung", 9), ("Lĩnh vực", 20), ("Phát hiện", 60), ("Mức độ", 18),
               ("Tính chất", 12), ("Nguyên nhân khách quan", 30), ("Nguyên nhân chủ quan", 30),
               ("Khó khăn", 30), ("Ai tháo gỡ", 24), ("Trách nhiệm", 24), ("Đề xuất", 40),
               ("Đã nêu trước đây", 30), ("Ngày", 12), ("Mã", 38)]  # fmt: skip
    names = Names(gathered.concluded, gathered.bodies)
    unit = inspected_name(gathered.inspection)
    rows = []
    for number, finding in enumerate(gathered.found(*KINDS), 1):
        f = finding_fact(finding, unit, names)
        rows.append(
            (number, KINDS[f["kind"]], f["content"] or "", f["field"], f["text"], f["extent"], f["weight"],
             "; ".join(f["objective"]), "; ".join(f["subjective"]), f["difficulty"], f["whom"],
             f["responsible"], f["proposal"], f["earlier"], short(finding.found_on), f["uid"])
        )  # fmt: skip
    return _sheet("Phát hiện", columns, rows, gathered.inspection.opened_at)
