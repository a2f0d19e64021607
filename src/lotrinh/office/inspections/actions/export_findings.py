"""Take findings out as a file: who did it and what was asked for stands in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.accounts.policies import may
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "export_findings"


@transaction.atomic
def export_findings(actor: Account, asked: Mapping[str, str], form: str, *, at: datetime) -> None:
    """asked: the filters; form: xlsx or csv. Raises Refused."""
    require(may(actor, VERB))
    audit.record(actor, VERB, ("inspections.finding", form), at=at, after={"asked": dict(asked)})
