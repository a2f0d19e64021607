"""PDF: always opened by a confined program of its own, never in the process of the server."""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404: our own program, fixed arguments
import sys
from pathlib import Path
from typing import Any

from lotrinh.method.trace import Reason
from lotrinh.office.platform.files.limits import Limits
from lotrinh.office.platform.files.refusals import refusal

CHILD = Path(__file__).with_name("pdf_child.py")
PATIENCE = 15  # seconds on the wall; the child's own limit is 10 of the processor
MM = 25.4 / 72

RESTRICTED = Reason(
    "files.pdf_restricted",
    "PDF bị hạn chế in hoặc sửa, nhưng ai cũng mở xem được.",
    "The PDF restricts printing or changing, but everybody can open it.",
)
SCRIPTED = Reason(
    "files.pdf_scripts",
    "PDF có mã lệnh bên trong; hệ thống không chạy mã này. Hãy cẩn thận khi mở bằng phần mềm khác.",
    "The PDF carries scripts; they are not run here. Be careful when opening it elsewhere.",
)
ATTACHED = Reason(
    "files.pdf_attachments",
    "PDF có tệp đính kèm bên trong; hệ thống không kiểm tra các tệp đó. Hãy tải từng tệp riêng nếu cần.",
    "The PDF has files attached inside; they are not checked here. Bring them one by one where needed.",
)


class Unreadable(Exception):
    """The confined program died, ran out of memory or time, or could not draw the page."""


def pdf_facts(data: bytes, name: str, limits: Limits) -> tuple[dict[str, Any], tuple[Reason, ...]]:
    """Pages of the document, and what the person should know; refuses locked, broken and monstrous ones."""
    try:
        found = json.loads(_run(data, "look", limits.pages))
    except Unreadable as error:
        raise refusal("files.too_heavy", name) from error
    if "fault" in found:
        raise refusal(f"files.{found['fault']}", name, got="PDF")
    if found["pages"] > limits.pages:
        raise refusal("files.pages", name, got=found["pages"], most=limits.pages)
    if found["longest"] > limits.page_side:
        got, most = round(found["longest"] * MM), round(limits.page_side * MM)
        raise refusal("files.page_side", name, got=got, most=most)
    notices = ((RESTRICTED, "restricted"), (SCRIPTED, "scripts"), (ATTACHED, "attachments"))
    return {"pages": found["pages"]}, tuple(reason for reason, key in notices if found[key])


def draw_page(data: bytes, page: int, width: int) -> bytes:
    """A JPEG of one page (the first is 1), so many pixels wide; Unreadable when it cannot be drawn."""
    return _run(data, "draw", page, width)


def _run(data: bytes, *words: object) -> bytes:
    command = [sys.executable, "-I", "-B", str(CHILD), *map(str, words)]
    bare = {"PATH": os.defpath, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # nosec B603
            command, input=data, capture_output=True, timeout=PATIENCE, check=True, env=bare
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise Unreadable(type(error).__name__) from error
    if not done.stdout:
        raise Unreadable("no answer")
    return done.stdout
