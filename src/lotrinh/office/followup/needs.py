"""Conditions that a verb of the workflow of corrections needs, by the names that the definition uses.

Each takes the corrective action and what the person gave with the verb, and returns a Fault or None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.office.followup.models import Correction, ExtensionRequest
from lotrinh.office.followup.rows import workflow
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.needs import need as inspections_need

Given = Mapping[str, Any]
Need = Callable[[Correction, Given], Fault | None]
NEEDS: dict[str, Need] = {}
LONGEST = 20_000
"""Letters of one text: some seven printed pages; more belongs into a file."""


def need(name: str) -> Callable[[Need], Need]:
    """Register a condition under the name that the workflow uses."""

    def keep(check: Need) -> Need:
        NEEDS[name] = check
        return check

    return keep


def missing(correction: Correction, names: tuple[str, ...], given: Given) -> list[Fault]:
    """Every condition that does not hold; an unknown name is a KeyError, never passed over."""
    return [fault for name in names if (fault := NEEDS[name](correction, given)) is not None]


def fault(name: str, vi: str, en: str, *, where: str = "", got: str = "", expected: str = "") -> Fault:
    """A Fault of this component; where: the field of the form."""
    return Fault(f"followup.{name}", where or name, vi, en, got=got, expected=expected)


def _written(name: str, text: str, vi: str, en: str) -> Fault | None:
    if not text.strip():
        return fault(f"{name}_missing", vi, en, where=name, expected=f"1–{LONGEST}")
    if len(text) > LONGEST:
        return fault(
            f"{name}_too_long",
            f"Dài {len(text)} ký tự; tối đa {LONGEST}. Hãy tóm tắt, phần còn lại đính kèm bằng tệp.",
            f"The text has {len(text)} letters, at most {LONGEST}. Shorten it and attach the rest as a file.",
            where=name,
            got=str(len(text)),
            expected=f"≤ {LONGEST}",
        )
    return None


@need("text")
def _text(correction: Correction, given: Given) -> Fault | None:
    return _written("text", str(given.get("text", "")), "Hãy ghi nội dung.", "Write what there is to say.")


@need("reason")
def _reason(correction: Correction, given: Given) -> Fault | None:
    return _written("reason", str(given.get("reason", "")), "Hãy ghi lý do.", "Give the reason.")


@need("evidence")
def _evidence(correction: Correction, given: Given) -> Fault | None:
    """given["evidence"]: what is shown; each with ``about_on``. given["on"]: today."""
    shown = list(given.get("evidence") or ())
    if not shown:
        return fault(
            "evidence_missing",
            "Báo cáo đã khắc phục phải kèm ít nhất một minh chứng: tải tệp lên hoặc chọn minh chứng đã có.",
            "A report that it is done carries evidence: upload a file, or choose evidence that is here.",
            where="evidence",
            got="0",
            expected="≥ 1",
        )
    return _dated(shown, given["on"])


def _dated(shown: list[Any], today: date) -> Fault | None:
    days = [item.about_on for item in shown]
    if any(day is None for day in days):
        return fault(
            "evidence_undated",
            "Hãy ghi ngày mà minh chứng nói tới (không phải ngày tải lên).",
            "Give the day that the evidence is about (not the day of the upload).",
            where="about_on",
            expected="dd/mm/yyyy",
        )
    late = [day for day in days if day > today]
    if late:
        return fault(
            "evidence_of_tomorrow",
            "Ngày của minh chứng nằm ở tương lai; hãy xem lại ngày.",
            "The day of the evidence lies in the future; look at it again.",
            where="about_on",
            got=f"{late[0]:%d/%m/%Y}",
            expected=f"≤ {today:%d/%m/%Y}",
        )
    return None


@need("new_date")
def _new_date(correction: Correction, given: Given) -> Fault | None:
    """given["until"]: the day asked for. It lies after the day it is due, and after today."""
    until, today = given.get("until"), given["on"]
    first = max(correction.due_on, today)
    if isinstance(until, date) and until > first:
        return _open_already(correction)
    return fault(
        "new_date",
        f"Ngày xin gia hạn phải sau ngày {first:%d/%m/%Y} (hạn hiện nay, và sau hôm nay).",
        f"The day asked for comes after {first:%d/%m/%Y} (the present deadline, and after today).",
        where="until",
        got=f"{until:%d/%m/%Y}" if isinstance(until, date) else "–",
        expected=f"> {first:%d/%m/%Y}",
    )


def open_request(correction: Correction) -> ExtensionRequest | None:
    """The request that nobody has decided yet."""
    rows = ExtensionRequest.objects.for_actions().filter(correction=correction, state=ExtensionRequest.ASKED)
    return rows.first()


def _open_already(correction: Correction) -> Fault | None:
    asked = open_request(correction)
    if asked is None:
        return None
    return fault(
        "request_is_open",
        f"Đã có đề nghị gia hạn đến {asked.asked_until:%d/%m/%Y} đang chờ quyết định.",
        f"A request until {asked.asked_until:%d/%m/%Y} waits for a decision already.",
        where="until",
        got=f"{asked.asked_until:%d/%m/%Y}",
    )


@need("open_request")
def _open_request(correction: Correction, given: Given) -> Fault | None:
    if open_request(correction) is not None:
        return None
    return fault(
        "no_open_request",
        "Không còn đề nghị gia hạn nào chờ quyết định: có thể người khác vừa quyết định. Hãy tải lại trang.",
        "No request waits for a decision: somebody may have decided it just now. Load the page again.",
        where="extension",
    )


@need("new_unit")
def _new_unit(correction: Correction, given: Given) -> Fault | None:
    unit, today = given.get("unit"), given["on"]
    if unit is None:
        return fault("new_unit", "Hãy chọn đơn vị nhận.", "Choose the unit that takes it over.", where="unit")
    if unit.pk == correction.unit_id:
        return fault(
            "same_unit",
            f"{unit.name} đang chịu trách nhiệm rồi; hãy chọn đơn vị khác.",
            f"{unit.name} answers for it already; choose another unit.",
            where="unit",
            got=unit.code,
        )
    if unit.valid_to is not None and unit.valid_to <= today:
        return fault(
            "unit_ended",
            f"{unit.name} đã chấm dứt hoạt động từ {unit.valid_to:%d/%m/%Y}; hãy chọn đơn vị đang hoạt động.",
            f"{unit.name} ended on {unit.valid_to:%d/%m/%Y}; choose a body that exists.",
            where="unit",
            got=unit.code,
        )
    return None


@inspections_need("corrections_done")
def corrections_done(inspection: Inspection, given: Given) -> Fault | None:
    """Every corrective action is verified or withdrawn; an inspection without any may close at once."""
    ended = [state.key for state in workflow().states if state.phase == "end"]
    rows = Correction.objects.for_actions().filter(inspection=inspection).exclude(state__in=ended)
    count = rows.count()
    if not count:
        return None
    return fault(
        "corrections_open",
        f"Còn {count} kiến nghị chưa được xác nhận khắc phục; hãy xác nhận hoặc rút từng kiến nghị trước.",
        f"{count} corrective actions are not verified yet; verify or withdraw each of them first.",
        where="corrections",
        got=str(count),
        expected="0",
    )
