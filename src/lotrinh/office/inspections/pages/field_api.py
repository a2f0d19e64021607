"""What a device asks and sends, in JSON. See docs/reference/field-sync.md."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.inspections.actions.take_commands import take_commands
from lotrinh.office.inspections.queries import package
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import examine
from lotrinh.office.platform.files.limits import LIMITS
from lotrinh.office.platform.files.store import digest_of
from lotrinh.office.platform.models import StoredFile
from lotrinh.office.platform.pages.register import page

LARGEST_BATCH: Final = 32 * 1024 * 1024
RECORDING = verb_policy("record_answer")


@page("field-list", policy=RECORDING, title=_("Inspections for a device"), json=True)
@require_GET
def field_list(request: HttpRequest) -> JsonResponse:
    """The team's own that may be on a device."""
    return JsonResponse(package.field_list(person(request), timezone.now()))


@page("field-package", policy=RECORDING, title=_("One inspection for a device"), json=True)
@require_GET
def field_package(request: HttpRequest, uid: UUID) -> JsonResponse:
    """Everything of one of them."""
    return JsonResponse(package.field_package(person(request), uid, timezone.now()))


@page("field-known", policy=RECORDING, title=_("Whether a file has arrived"), json=True)
@require_GET
def field_known(request: HttpRequest, sha256: str) -> JsonResponse:
    """Only of files that this account brought."""
    known = StoredFile.objects.filter(sha256=sha256, brought_by=person(request)).exists()
    return JsonResponse({"known": known})


@page("field-file", policy=RECORDING, title=_("Bring a file"), json=True)
@require_http_methods(["PUT"])
def field_file(request: HttpRequest, sha256: str) -> JsonResponse:
    """The bytes of a file under their hash; the same bytes again give the same answer."""
    actor = person(request)
    kept = StoredFile.objects.filter(sha256=sha256, brought_by=actor).first()
    if kept is not None:
        return _kept(kept)
    try:
        return _kept(_brought(request, sha256))
    except Faults as error:
        return _faults(error)


def _brought(request: HttpRequest, sha256: str) -> StoredFile:
    name = unquote(request.headers.get("X-File-Name", ""), errors="replace")
    LIMITS.check_size(name, _length(request))
    data = request.read(LIMITS.largest + 1)
    if digest_of(data) != sha256:
        raise Faults(_other_bytes(name, digest_of(data), sha256))
    return keep_file(person(request), examine(data, name), at=timezone.now()).file


def _length(request: HttpRequest) -> int:
    text = request.headers.get("Content-Length", "")
    return int(text) if text.isdigit() else 0


def _kept(file: StoredFile) -> JsonResponse:
    return JsonResponse({"sha256": file.sha256, "size": file.size, "content_type": file.content_type})


@page("field-sync", policy=RECORDING, title=_("Take in what a device sent"), json=True)
@require_POST
def field_sync(request: HttpRequest) -> JsonResponse:
    """A batch of commands, from a device or from the desk."""
    actor, at = person(request), timezone.now()
    try:
        raw = _body(request)
        results = take_commands(actor, raw.get("device") or "", raw["commands"], at=at)
    except Faults as error:
        return _faults(error)
    named = {str(c.get("inspection")) for c in raw["commands"] if isinstance(c, dict)}
    states = package.states_after(actor, named)
    return JsonResponse({"results": results, "server_time": at.isoformat(), "inspections": states})


def _body(request: HttpRequest) -> dict[str, Any]:
    data = request.read(LARGEST_BATCH + 1)
    if len(data) > LARGEST_BATCH:
        raise Faults(_too_large())
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise Faults(_not_json()) from None
    if not isinstance(raw, dict) or not isinstance(raw.get("commands"), list):
        raise Faults(_not_json())
    return raw


def _faults(error: Faults) -> JsonResponse:
    return JsonResponse({"faults": [fault.as_dict() for fault in error.faults]}, status=422)


def _other_bytes(where: str, got: str, expected: str) -> Fault:
    return Fault(
        "inspections.other_bytes",
        where,
        "Tệp đến máy chủ không nguyên vẹn; thiết bị sẽ gửi lại.",
        "The file did not arrive whole; the device sends it again.",
        got=got,
        expected=expected,
    )


def _too_large() -> Fault:
    return Fault(
        "inspections.batch_too_large",
        "body",
        "Gói gửi lên quá lớn; hãy gửi ít lệnh hơn mỗi lần.",
        "The batch is too large; send fewer commands at once.",
        expected=f"<= {LARGEST_BATCH} B",
    )


def _not_json() -> Fault:
    return Fault(
        "inspections.no_batch",
        "body",
        "Dữ liệu gửi lên không phải một gói lệnh; hãy cập nhật trang rồi gửi lại.",
        "What was sent is no batch of commands; reload the page and send again.",
        expected='{"device", "commands": [...]}',
    )
