"""From what a form holds to the action of its verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from lotrinh.office.accounts.models import Account
from lotrinh.office.followup import queries
from lotrinh.office.followup.actions.ask_extension import ask_extension
from lotrinh.office.followup.actions.attaching import Shown
from lotrinh.office.followup.actions.decide_extension import decide_extension
from lotrinh.office.followup.actions.hand_over_correction import hand_over_correction
from lotrinh.office.followup.actions.order_reinspection import Days, order_reinspection
from lotrinh.office.followup.actions.plan_correction import plan_correction
from lotrinh.office.followup.actions.remind_unit import remind_unit
from lotrinh.office.followup.actions.report_done import report_done
from lotrinh.office.followup.actions.report_progress import report_progress
from lotrinh.office.followup.actions.send_back_correction import send_back_correction
from lotrinh.office.followup.actions.verify_correction import verify_correction
from lotrinh.office.followup.actions.withdraw_correction import withdraw_correction
from lotrinh.office.followup.models import Correction

Given = Mapping[str, Any]
Doing = Callable[[Account, Correction, Given, datetime], object]


def _brought(given: Given) -> list[Shown]:
    day: date | None = given.get("about_on")
    return [Shown(day, data=upload, name=upload.name or "") for upload in given.get("evidence") or ()]


def _plan(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return plan_correction(actor, row, given["text"], evidence=_brought(given), at=at)


def _progress(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return report_progress(actor, row, given["text"], evidence=_brought(given), at=at)


def _done(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    kept = [
        Shown(one.about_on or given.get("about_on"), one.caption, kept=one.file)
        for one in queries.linked_files(actor, row, given.get("kept") or ())
    ]
    return report_done(actor, row, given["text"], [*_brought(given), *kept], at=at)


def _ask(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return ask_extension(actor, row, given["until"], given["reason"], at=at)


def _decide(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    granted = given["granted"] == "yes"
    return decide_extension(actor, row, granted=granted, until=given["until"], words=given["words"], at=at)


def _verify(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return verify_correction(actor, row, given["text"], effect=given["effect"], at=at)


def _send_back(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return send_back_correction(actor, row, given["reason"], at=at)


def _withdraw(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return withdraw_correction(actor, row, given["reason"], at=at)


def _remind(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return remind_unit(actor, row, given["text"], at=at)


def _reinspect(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    days = Days(given["start"], given["end"])
    return order_reinspection(actor, row, given["reason"], days, form=given["form"], at=at)


def _hand_over(actor: Account, row: Correction, given: Given, at: datetime) -> object:
    return hand_over_correction(actor, row, given["unit"], given["reason"], at=at)


DO: dict[str, Doing] = {
    "plan_correction": _plan,
    "report_progress": _progress,
    "report_done": _done,
    "ask_extension": _ask,
    "decide_extension": _decide,
    "verify_correction": _verify,
    "send_back_correction": _send_back,
    "withdraw_correction": _withdraw,
    "remind_unit": _remind,
    "order_reinspection": _reinspect,
    "hand_over_correction": _hand_over,
}
