"""A concluded inspection with corrective actions, as the tests of follow-up start from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from lotrinh.office.accounts.models import Account
from lotrinh.office.followup.actions.attaching import Shown
from lotrinh.office.followup.actions.issue_conclusion import conclude
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.ordered import Ordered
from lotrinh.office.inspections.models import Inspection
from tests.office.inspections import factories

CONCLUDED = datetime(2020, 9, 1, 2, 0, tzinfo=UTC)
DUE = date(2020, 10, 15)
PROOF = "Ảnh chụp bảng niêm yết mới.".encode()


def on(day: date, hour: int = 3) -> datetime:
    """A moment of a day: ten in the morning in Hà Nội unless told otherwise."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


def reported(**values: Any) -> Inspection:
    """An inspection whose conclusion is signed and not issued yet."""
    inspection = factories.make_inspection("reported", **values)
    factories.sign(inspection, "conclusion", day=CONCLUDED.date())
    return inspection


def order(number: int = 1, due_on: date | None = DUE, **values: Any) -> Ordered:
    """One item of a conclusion."""
    given = {
        "unit_code": factories.UNIT_BODY,
        "task": f"Niêm yết đủ thủ tục hành chính, mục {number}",
        **values,
    }
    return Ordered(number=number, due_on=due_on, **given)


def concluded(
    *orders: Ordered, inspection: Inspection | None = None, leader: Account | None = None
) -> list[Correction]:
    """Corrective actions of a conclusion issued on 1 September 2020."""
    made = conclude(
        leader or factories.make_account("leader"),
        inspection or reported(),
        items=orders or (order(),),
        at=CONCLUDED,
    )
    return list(made)


def fresh(correction: Correction) -> Correction:
    """The row as it stands in the database."""
    found: Correction = (
        Correction.objects.for_actions().select_related("unit", "item", "inspection").get(pk=correction.pk)
    )
    return found


def proof(about_on: date | None = date(2020, 9, 20), data: bytes = PROOF, name: str = "bao-cao.txt") -> Shown:
    """A file that proves something."""
    return Shown(about_on, "Bảng niêm yết mới", data, name)


def put_in(correction: Correction, state: str, due_on: date | None = None) -> Correction:
    """The corrective action in a state, whatever led there."""
    rows = Correction.objects.for_actions().filter(pk=correction.pk)
    rows.update(state=state, **({"due_on": due_on} if due_on else {}))
    return fresh(correction)


def later(day: date, days: int) -> date:
    """So many days after."""
    return day + timedelta(days=days)
