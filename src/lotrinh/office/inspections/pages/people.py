"""People of a team as a form sends them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.seating import Person
from lotrinh.office.inspections.texts import one_line
from lotrinh.office.registry.models import Unit

MOST_LINES = 40
LONGEST = {"name": 150, "office": 200, "nomination": 200}


def line_count(said: Mapping[str, Any]) -> int:
    """How many lines a form says it has, at most MOST_LINES; 0 for what is no number."""
    raw = str(said.get("lines", "0"))
    return min(int(raw), MOST_LINES) if raw.isdecimal() and len(raw) < 4 else 0


def people_from(inspection: Inspection, said: Mapping[str, Any]) -> list[Person]:
    """Every line that has a name or an account; Faults for a line too long or an unknown body."""
    count = line_count(said)
    accounts = accounts_by_key()
    found = [person_from(inspection, said, f"-{number}", accounts) for number in range(count)]
    return [person for person in found if person is not None]


def accounts_by_key() -> dict[str, Account]:
    """Accounts that can work in a team, by the key that a form sends."""
    return {str(account.pk): account for account in queries.accounts_to_seat()}


def person_from(
    inspection: Inspection, said: Mapping[str, Any], mark: str, accounts: Mapping[str, Account]
) -> Person | None:
    """One line, told from the others by a mark at the end of its names; None when it is empty."""

    def one(name: str) -> str:
        return one_line(str(said.get(f"{name}{mark}", "")))

    account = accounts.get(one("account"))
    name = one("name") or (account.full_name if account else "")
    if not name:
        return None
    _check_length(one, mark)
    body = Unit.objects.filter(code=one("body")).first() if one("body") else None
    if one("body") and body is None:
        raise Faults(_no_body(one("body"), mark))
    before = {s.name: s for s in inspection.seats.all()}.get(name)
    return Person(
        name,
        one("role") or "member",
        body.code if body else "",
        body.name if body else "",
        tuple(before.fields) if before else (),
        account,
        one("office"),
        one("nomination"),
    )


def _check_length(one: Any, mark: str) -> None:
    faults = [
        Fault(
            "inspections.team_too_long",
            f"{name}{mark}",
            f"Nội dung dài {len(one(name))} ký tự, nhiều nhất {most}; hãy rút gọn.",
            f"The text has {len(one(name))} characters, at most {most}; shorten it.",
            got=str(len(one(name))),
            expected=f"<= {most}",
        )
        for name, most in LONGEST.items()
        if len(one(name)) > most
    ]
    if faults:
        raise Faults(faults)


def _no_body(code: str, mark: str) -> Fault:
    return Fault(
        "inspections.no_such_body",
        f"body{mark}",
        "Không có cơ quan này trong danh mục; hãy chọn trong danh sách.",
        "The register has no such body; choose one of the list.",
        got=code,
    )
