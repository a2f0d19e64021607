"""Giving a file out: with its true type and name, and without any right to run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.images import FORMATS
from lotrinh.office.platform.files.names import content_disposition, with_ending
from lotrinh.office.platform.files.previews import THUMB, preview
from lotrinh.office.platform.models import StoredFile

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Part:
    """A piece of an open file, for one Range: reads no further than its end."""

    def __init__(self, source: BinaryIO, start: int, length: int) -> None:
        self._source, self._left = source, length
        source.seek(start)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most size of them."""
        piece = self._source.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        """Give the file back."""
        self._source.close()


def file_response(
    stored: StoredFile, *, inline: bool = False, request: HttpRequest | None = None
) -> HttpResponseBase:
    """The file itself. The caller has asked who may read it.

    inline: shown in the browser, for images only; everything else is always a download. With the request,
    what the browser already has is answered by 304, and one Range by 206.
    """
    shown = inline and stored.content_type in FORMATS
    answer = _unchanged(request, f'"{stored.sha256}"') or _bytes(stored, request)
    return _guarded(answer, content_disposition(stored.name, inline=shown), f'"{stored.sha256}"')


def preview_response(
    stored: StoredFile, size: str = THUMB, page: int = 1, *, request: HttpRequest | None = None
) -> HttpResponseBase:
    """A preview as JPEG; Http404 when there is none."""
    path = preview(stored, size, page)
    if path is None:
        raise Http404
    tag = f'"{stored.sha256}-{size}-{page}"'
    answer = _unchanged(request, tag) or _jpeg(path)
    return _guarded(
        answer, content_disposition(with_ending(stored.name, "jpg", replace=True), inline=True), tag
    )


def _unchanged(request: HttpRequest | None, tag: str) -> HttpResponseBase | None:
    return get_conditional_response(request, etag=tag) if request is not None else None


def _jpeg(path: Path) -> HttpResponseBase:
    return HttpResponse(path.read_bytes(), content_type="image/jpeg")


def _bytes(stored: StoredFile, request: HttpRequest | None) -> HttpResponseBase:
    kind = (
        f"{stored.content_type}; charset=utf-8"
        if stored.content_type.startswith("text/")
        else stored.content_type
    )
    part = _asked_part(request, stored)
    if part is not None and part[0] > part[1]:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    source = store.open_bytes(stored.sha256)
    start, end = part or (0, stored.size - 1)
    answer = FileResponse(
        cast("BinaryIO", Part(source, start, end - start + 1)), content_type=kind, status=206 if part else 200
    )
    answer.headers["Content-Length"] = str(end - start + 1)
    answer.headers["Accept-Ranges"] = "bytes"
    if part:
        answer.headers["Content-Range"] = f"bytes {start}-{end}/{stored.size}"
    return answer


def _asked_part(request: HttpRequest | None, stored: StoredFile) -> tuple[int, int] | None:
    """First and last byte of the one Range asked for; first > last when it lies outside; else None."""
    found = _RANGE.fullmatch(request.headers.get("Range", "")) if request is not None else None
    if found is None or request is None or found.group(1) == found.group(2) == "":
        return None
    if request.headers.get("If-Range", f'"{stored.sha256}"') != f'"{stored.sha256}"':
        return None
    first, last = found.groups()
    if not first:
        return max(stored.size - int(last), 0), stored.size - 1
    end = min(int(last or stored.size), stored.size - 1)
    return (int(first), end) if int(first) < stored.size else (1, 0)


def _guarded(answer: HttpResponseBase, disposition: str, tag: str) -> HttpResponseBase:
    answer.headers["Content-Disposition"] = disposition
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["ETag"] = tag
    return answer
