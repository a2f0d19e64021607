"""Sign the minutes: both sides, or the refusal of the unit with its reason; then the record is closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.register_paper import check_signing
from lotrinh.office.inspections.limits import meet_deadline
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import tell_unit
from lotrinh.office.platform.models import OfficialPaper, PaperSignature
from lotrinh.office.platform.papers.actions import record_signature, sign_paper
from lotrinh.office.platform.papers.sides import sides_of
from lotrinh.office.platform.policies import Decision, require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "sign_minutes"
TEAM, UNIT, SECRETARY = "team", "unit", "secretary"


@transaction.atomic
def sign_minutes(
    actor: Account, inspection: Inspection, *, signed_on: date, offices: Mapping[str, str],
    signed_file: bytes | None = None, expected_revision: int | None = None, at: datetime,
) -> Inspection:  # fmt: skip
    """Record who signed by hand, number the minutes, take the step. signed_file: the signed scan.

    offices: of the signers by side. The names are those that stand in the minutes; where the minutes say that
    the unit refuses, the refusal is recorded. Sides that have signed digitally before are left as they are.
    """
    row = locked(inspection)
    decision = may_do(actor, row, VERB)
    require(decision)
    paper = draft_of_minutes(row)
    check_signing(paper, signed_on, _name(paper, TEAM))
    moment = _moment(row, signed_on, at)
    for side in unsigned_sides(paper):
        _record(actor, paper, side, offices.get(side, ""), decision, moment, at)
    signed = sign_paper(
        actor, paper, decision=decision, signed_on=signed_on, signer_name=_name(paper, TEAM),
        signer_office=offices.get(TEAM, "").strip() or "Trưởng đoàn kiểm tra", signed_file=signed_file,
        expected_revision=expected_revision, at=at,
    )  # fmt: skip
    meet_deadline(row, "minutes", signed_on)
    row = take_step(actor, row, VERB, at=at, paper=signed, data={"refused": bool(refusal_of(signed))})
    _tell(row, at)
    return row


@transaction.atomic
def sign_minutes_digitally(
    actor: Account, inspection: Inspection, side: str, *, signer_name: str, signer_office: str, file: bytes,
    at: datetime,
) -> PaperSignature:  # fmt: skip
    """One side's digital signature on the PDF of the minutes; the step is taken with ``sign_minutes``."""
    row = locked(inspection)
    decision = may_do(actor, row, VERB)
    require(decision)
    return record_signature(
        actor, draft_of_minutes(row), side, PaperSignature.PADES, decision=decision,
        signer_name=signer_name.strip(), signer_office=signer_office.strip(), signed_at=at, file=file, at=at,
    )  # fmt: skip


def draft_of_minutes(inspection: Inspection) -> OfficialPaper:
    """The minutes as they were laid out for signing; Faults when they were not yet."""
    own = OfficialPaper.objects.filter(owner_type=OWNER, owner_id=str(inspection.pk), template="minutes")
    found = own.filter(state=OfficialPaper.DRAFT).first()
    if found is None:
        raise Faults(
            Fault(
                "inspections.no_minutes",
                "minutes",
                "Chưa lập bản in của biên bản; hãy soạn biên bản rồi bấm “Lập bản in”.",
                "The minutes are not laid out yet; write them, then make the paper.",
            )
        )
    return found


def unsigned_sides(paper: OfficialPaper) -> list[str]:
    """The sides that have neither signed nor refused."""
    done = set(paper.signatures.values_list("side", flat=True))
    return [side.key for side in sides_of(paper) if side.key not in done]


def refusal_of(paper: OfficialPaper) -> str:
    """Why the unit would not sign, as the minutes say; '' when it signs."""
    return str(paper.context.get("refusal") or "")


def _name(paper: OfficialPaper, side: str) -> str:
    key = {TEAM: "team_signer", UNIT: "unit_signer", SECRETARY: "secretary"}[side]
    return str((paper.context.get(key) or {}).get("name") or "")


def _moment(inspection: Inspection, signed_on: date, at: datetime) -> datetime:
    """When it was signed: at the end of the visit when on that day, else the moment of the record."""
    ended = inspection.ended_at
    return ended if ended is not None and timezone.localdate(ended) == signed_on else at


def _record(
    actor: Account,
    paper: OfficialPaper,
    side: str,
    office: str,
    decision: Decision,
    moment: datetime,
    at: datetime,
) -> None:
    refusal = refusal_of(paper) if side == UNIT else ""
    kind = PaperSignature.REFUSED if refusal else PaperSignature.SCAN
    record_signature(
        actor, paper, side, kind, decision=decision, signer_name=_name(paper, side),
        signer_office=office.strip(),
        signed_at=moment, note=refusal, at=at,
    )  # fmt: skip


def _tell(inspection: Inspection, at: datetime) -> None:
    day = f"{timezone.localdate(at):%d/%m/%Y}"
    tell_unit(
        inspection,
        "minuted",
        {"vi": "Biên bản kiểm tra đã ký", "en": "The minutes of the inspection are signed"},
        {
            "vi": f"Ngày {day}. Đơn vị xem được biên bản và các phát hiện.",
            "en": f"On {day}. The minutes and the findings can be read now.",
        },
        at=at,
    )
