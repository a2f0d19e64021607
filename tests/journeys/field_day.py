"""A day on the spot: an inspection with questions of every kind, and what the server holds of it."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from lotrinh.office.inspections.models import (
    Answer,
    Command,
    Conflict,
    Draft,
    Evidence,
    Finding,
    Inspection,
    Question,
)
from tests.office.inspections.factories import ask, make_account, make_inspection

COLUMNS = [
    {"key": "document", "answer": "text", "required": True, "vi": "Số, ký hiệu văn bản", "en": "Document"},
    {"key": "due", "answer": "date", "vi": "Thời hạn", "en": "Due"},
    {"key": "days", "answer": "number", "vi": "Số ngày chậm", "en": "Days late"},
]
OPTIONS = [
    {"key": "software", "vi": "Phần mềm có nhắc hạn", "en": "Software with reminders"},
    {"key": "paper", "vi": "Sổ giấy", "en": "A paper book"},
]
KINDS: list[tuple[str, str, dict[str, Any]]] = [
    ("bo-phan", "yes_no", {"vi": "Bộ phận Một cửa có niêm yết đủ thủ tục không?", "required": True}),
    ("bao-cao", "share", {"vi": "Số báo cáo gửi đúng hạn", "unit": {"vi": "báo cáo", "en": "reports"}}),
    ("vang-mat", "number", {"vi": "Số người vắng mặt không lý do lúc kiểm tra", "min": 0, "max": 500}),
    ("ngay-ban-hanh", "date", {"vi": "Ngày ban hành kế hoạch cải cách hành chính năm"}),
    ("theo-doi", "choice", {"vi": "Đơn vị theo dõi nhiệm vụ được giao bằng cách nào?", "options": OPTIONS}),
    ("cach-lam", "text", {"vi": "Đơn vị đã làm gì để nâng chỉ số thấp? Kết quả?"}),
    ("qua-han", "table", {"vi": "Các nhiệm vụ quá hạn, lý do và thời hạn mới", "columns": COLUMNS}),
    ("rut-ho-so", "draw", {"vi": "Rút hồ sơ đã giải quyết trong quý, xem có trả đúng hạn không"}),
]  # fmt: skip


def make_day(more: int = 0, state: str = "under_way", **seats: Any) -> Inspection:
    """An inspection with one question of each kind, and ``more`` yes-no questions in four contents."""
    inspection = make_inspection(state, place_name="Bộ phận Một cửa quận Thử Nghiệm", **seats)
    for key, answer, values in KINDS:
        ask(inspection, key, answer, **values)
    for i in range(more):
        ask(
            inspection,
            f"them-{i:03}",
            "yes_no",
            vi=f"Nội dung kiểm tra bổ sung số {i + 1} có được thực hiện không?",
        )
    for i, question in enumerate(Question.objects.for_actions().filter(inspection=inspection)):
        number = 1 if i < len(KINDS) + 1 else 2 + i % 3
        Question.objects.for_actions().filter(pk=question.pk).update(content=number)
    return inspection


def member(name: str) -> Any:
    """An inspector with a password-less account."""
    return make_account("inspector", name)


def photograph(seed: int, width: int = 320, height: int = 240) -> bytes:
    """A small JPEG that differs from every other one."""
    picture = Image.new("RGB", (width, height), ((seed * 37) % 256, (seed * 61) % 256, (seed * 97) % 256))
    picture.paste((255, 255, 255), (seed % 200, 20, seed % 200 + 40, 60))
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def held(inspection: Inspection) -> dict[str, int]:
    """What the server holds of an inspection, counted."""
    tables = {
        "answers": Answer,
        "evidence": Evidence,
        "findings": Finding,
        "commands": Command,
        "conflicts": Conflict,
    }
    found = {
        name: model.objects.for_actions().filter(inspection=inspection).count()
        for name, model in tables.items()
    }
    return found | {"drafts": Draft.objects.for_actions().filter(inspection=inspection).count()}
