"""Set up the team of an inspection: who sits in it, named by which paper of his own body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection, Seat
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.papers.following import TEAM, draft_once
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.seating import ROLES, Person
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import accounts_of_team, tell
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "set_up_team"


@transaction.atomic
def set_up_team(
    actor: Account, inspection: Inspection, people: Sequence[Person], *, at: datetime
) -> Inspection:
    """Seat these people and take the step. Raises Faults when head, secretary or a nomination is missing."""
    inspection = _seated(actor, inspection, people, at)
    paper = signed_paper(inspection, "decision-team")
    inspection = take_step(actor, inspection, VERB, at=at, paper=paper, data={"people": len(people)})
    draft_once(actor, inspection, TEAM, at=at)
    tell_seated(accounts_of_team(inspection), inspection, at)
    return inspection


@transaction.atomic
def arrange_team(
    actor: Account, inspection: Inspection, people: Sequence[Person], *, at: datetime
) -> Inspection:
    """Keep the list while papers of nomination are still awaited; the inspection stays on the roadmap."""
    inspection = _seated(actor, inspection, people, at)
    inspection.revision += 1
    inspection.save(update_fields=["revision"])
    audit.record(actor, VERB, inspection, at=at, after={"draft": True, "people": len(people)})
    return inspection


def _seated(actor: Account, inspection: Inspection, people: Sequence[Person], at: datetime) -> Inspection:
    inspection = locked(inspection)
    require(may_do(actor, inspection, VERB))
    check_people(people)
    # Before the decision nobody has sat anywhere yet: the list is simply written anew.
    Seat.objects.filter(inspection=inspection, ended_at=None, replaces=None).delete()
    Seat.objects.bulk_create([person.seat(inspection, at) for person in people])
    return inspection


def check_people(people: Sequence[Person]) -> None:
    """Names, known roles, one head, nobody twice; Faults with the number of the line."""
    faults, accounts = [], set()
    for number, person in enumerate(people, start=1):
        where = f"people[{number}]"
        if not person.name.strip():
            faults.append(_fault("name", where, "Hãy ghi họ tên.", "Give the name."))
        if person.role not in ROLES:
            vi, en = "Hãy chọn vai trò trong đoàn.", "Choose the role in the team."
            faults.append(_fault("role", where, vi, en, got=person.role, expected=", ".join(ROLES)))
        if person.account is not None and person.account.pk in accounts:
            vi = f"{person.name} đã có trong đoàn; hãy bỏ một dòng."
            en = f"{person.name} sits in the team already; remove one line."
            faults.append(_fault("twice", where, vi, en, got=person.name))
        accounts |= {person.account.pk} if person.account is not None else set()
    heads = [p.name for p in people if p.role == "head"]
    if len(heads) > 1:
        vi, en = "Đoàn chỉ có một trưởng đoàn; hãy chọn lại.", "A team has one head; choose again."
        faults.append(_fault("heads", "people", vi, en, got=", ".join(heads), expected="1"))
    if faults:
        raise Faults(faults)


def _fault(code: str, where: str, vi: str, en: str, *, got: str = "", expected: str = "") -> Fault:
    return Fault(f"inspections.team_{code}", where, vi, en, got=got, expected=expected)


def tell_seated(people: Iterable[Account], inspection: Inspection, at: datetime) -> None:
    """Tell people once that they sit in the team."""
    day, unit = f"{inspection.start_date:%d/%m/%Y}", inspection.unit.name
    tell(
        people,
        inspection,
        "team",
        {"vi": f"Bạn có tên trong đoàn kiểm tra {unit}", "en": f"You sit in the team that inspects {unit}"},
        {"vi": f"Ngày kiểm tra: {day}.", "en": f"Day of the inspection: {day}."},
        at=at,
    )
