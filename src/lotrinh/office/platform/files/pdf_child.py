"""Run as a program of its own: opens one PDF from standard input under limits of memory and time.

``pdf_child.py look PAGES`` prints what it found as JSON; ``pdf_child.py draw PAGE WIDTH`` prints a JPEG.
It knows nothing of Django, the database or the settings, and whatever a PDF does to it ends here.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from typing import Any

import pypdfium2
from pypdfium2 import raw

MEMORY = 1536 * 1024 * 1024
SECONDS = 10
PASSWORD = 4  # FPDF_ERR_PASSWORD
TALLEST = 4  # a page's picture is at most so many times as tall as it is wide


def confine() -> None:
    """Less memory, less time, no new files, no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def look(data: bytes, most_pages: int) -> dict[str, Any]:
    """Pages, the longest side in points, whether it is restricted, scripted, or has attachments."""
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"fault": "locked" if raw.FPDF_GetLastError() == PASSWORD else "broken"}
    pages = raw.FPDF_GetPageCount(document)
    found = {
        "pages": pages,
        "restricted": raw.FPDF_GetSecurityHandlerRevision(document) >= 0,
        "scripts": max(raw.FPDFDoc_GetJavaScriptActionCount(document), 0),
        "attachments": max(raw.FPDFDoc_GetAttachmentCount(document), 0),
    }
    if pages < 1:
        return {"fault": "broken"}
    return found if pages > most_pages else {**found, **_sides(document, pages)}


def _sides(document: Any, pages: int) -> dict[str, Any]:
    size, longest = raw.FS_SIZEF(), 0.0
    for index in range(pages):
        if not raw.FPDF_GetPageSizeByIndexF(document, index, size):
            return {"fault": "broken"}
        longest = max(longest, size.width, size.height)
    return {"longest": longest}


def draw(data: bytes, page: int, width: int) -> bytes:
    """One page (the first is 1) as a JPEG of that width in pixels."""
    sheet = pypdfium2.PdfDocument(data)[page - 1]
    wide, tall = sheet.get_size()
    scale = min(width / wide, width * TALLEST / tall)
    picture = sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()


def main() -> None:
    """The program."""
    data = sys.stdin.buffer.read()
    confine()
    if sys.argv[1] == "look":
        sys.stdout.write(json.dumps(look(data, int(sys.argv[2]))))
    else:
        sys.stdout.buffer.write(draw(data, int(sys.argv[2]), int(sys.argv[3])))


if __name__ == "__main__":
    main()
