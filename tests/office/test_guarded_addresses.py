"""Every address of inspections and follow-up, asked by everybody who may not: nothing is told or changed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lotrinh.office.accounts.models import Account
from lotrinh.office.followup.models import Correction, CorrectionEntry, CorrectionEvidence
from lotrinh.office.inspections.models import Conflict, Draft, Evidence, Inspection, SelfReport
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.registry.models import Succession
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db
COMPONENTS = ("inspections", "followup", "dashboards")
HIDDEN = [
    ("planned", ""), ("team_set", ""), ("prepared", ""),
    ("postponed", "planned"), ("postponed", "prepared"), ("paused", "prepared"), ("stopped", "team_set"),
]  # fmt: skip
UNIT_SIDE = ("inspected_unit", "unit_head")
TOLD = {
    "reason": "Lý do", "text": "Nội dung", "value": "Nội dung", "part": "opening", "choice": "mine",
    "seen": "1", "do": "change", "days": "5", "unit": "working", "key": "minutes", "about_on": "2020-08-18",
    "until": "2021-01-01", "start": "2030-01-01", "end": "2030-01-02", "start_part": "am", "end_part": "pm",
    "decision": "grant", "form": "direct", "base_revision": "0", "revision": "1", "question": "q",
    "signed_on": "2020-08-20", "signer_name": "Người ký", "signer_office": "Giám đốc",
}  # fmt: skip
NOT_COUNTED = {"preview", "last_login", "last_seen"}
Asked = tuple[str, tuple[str, ...]]


def patterns() -> Iterator[Asked]:
    """(name, names of what the address holds) of every page of the three components."""
    for part in get_resolver().url_patterns:
        if isinstance(part, URLResolver) and part.app_name in COMPONENTS:
            for one in part.url_patterns:
                assert isinstance(one, URLPattern)
                yield f"{part.app_name}:{one.name}", tuple(one.pattern.regex.groupindex)


ADDRESSES = sorted(set(patterns()))
OF_SOMETHING = [a for a in ADDRESSES if "uid" in a[1]]
OF_NOTHING = [a for a in ADDRESSES if not a[1]]


@cache
def words_for(name: str) -> tuple[str, ...]:
    """What a word of an address can be: all verbs, kinds, templates that mean something there."""
    return {
        "inspections:step": ("announce_visit", "postpone", "reschedule", "pause", "resume", "stop"),
        "inspections:record_step": ("begin_visit", "end_visit", "reopen_visit"),
        "inspections:draft_paper": ("decision-team", "minutes", "conclusion"),
        "inspections:draft_part": ("minutes", "conclusion"),
        "inspections:decide_draft": ("minutes",),
        "inspections:paper_file": ("docx", "pdf", "signed_file"),
        "inspections:export_findings": ("csv", "xlsx"),
        "followup:act": ("plan_correction", "report_progress", "verify_correction", "withdraw_correction",
                         "order_reinspection", "decide_extension", "hand_over_correction"),
    }.get(name, ("minutes",))  # fmt: skip


class Things:
    """What the addresses of one inspection name."""

    def __init__(self, inspection: Inspection, correction: Correction | None = None) -> None:
        at, data = factories.NOW, f"Tệp {uuid.uuid4()}".encode()
        office = factories.make_account("planner")
        self.inspection, self.correction = inspection, correction
        self.paper = OfficialPaper.objects.create(
            template="minutes", template_digest="t", owner_type="inspections.inspection",
            owner_id=str(inspection.pk), body=factories.OFFICE_BODY, symbol="BB", year=2020,
            subject="Biên bản", state=OfficialPaper.DRAFT, digest="d" * 64, drafted_at=at,
        )  # fmt: skip
        self.finding = factories.find(inspection)
        file = keep_file(office, data, "a.txt", at=at).file
        self.evidence = Evidence.objects.create(
            inspection=inspection, finding=self.finding, file=file, by=office, at=at
        )
        self.shown = None
        if correction is not None:
            entry = CorrectionEntry.objects.for_actions().filter(correction=correction).earliest("pk")
            self.shown = CorrectionEvidence.objects.create(
                correction=correction, entry=entry, file=file, about_on=factories.DAY
            )

    def addresses(self, name: str, holds: tuple[str, ...], strange: bool = False) -> Iterator[str]:
        """Every address of that name; strange: of things that never were."""
        uid = self._uid(name)
        if uid is None:
            return
        given: dict[str, Any] = {"uid": uuid.UUID(int=7) if strange else uid}
        given |= {"paper": self.paper.uid, "evidence": self.evidence.uid, "pk": 1, "key": "minutes"}
        for word in words_for(name):
            given |= {"verb": word, "kind": word, "template": word, "name": word, "form": word}
            yield address_of(name, {k: given[k] for k in holds})

    def _uid(self, name: str) -> uuid.UUID | None:
        if name in ("followup:evidence", "followup:preview"):
            return self.shown.uid if self.shown else None
        if name in ("followup:correction", "followup:act"):
            return self.correction.uid if self.correction else None
        if "evidence" in name and name not in ("inspections:evidence_add", "inspections:report_evidence"):
            return self.evidence.uid
        if name in ("inspections:finding", "inspections:withdraw_finding"):
            return self.finding.uid
        return self.inspection.uid


def address_of(name: str, given: dict[str, Any]) -> str:
    """The address of a page."""
    return reverse(name, kwargs=given)


def head_of(inspection: Inspection) -> Account:
    """The head of its team."""
    account: Account | None = inspection.seats.get(role="head").account
    assert account is not None
    return account


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fingerprint() -> set[tuple[str, str]]:
    """Every row of every table of ours, without marks of previews and of when somebody was seen last."""
    ours = ("inspections_", "followup_", "platform_", "planning_", "accounts_account", "registry_")
    found = set()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith(ours):
                cursor.execute(f'SELECT * FROM "{table}"')
                keep = [i for i, c in enumerate(cursor.description) if c[0] not in NOT_COUNTED]
                found |= {(table, repr([row[i] for i in keep])) for row in cursor.fetchall()}
    return found


def said(answer: Any, *strip: str) -> tuple[int, str]:
    """Status and what was said, without tokens and the ids that were asked for."""
    if answer.status_code in (301, 302):
        return answer.status_code, re.sub(r"[0-9a-f-]{36}", "ID", answer.headers["Location"])
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    text = re.sub(r'nonce="[^"]+"', "", text)
    return answer.status_code, re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", text)


SEND: dict[str, Callable[[Client, str], Any]] = {
    "get": lambda c, a: c.get(a),
    "head": lambda c, a: c.head(a),
    "post": lambda c, a: c.post(a, TOLD),
    "json": lambda c, a: c.post(a, {"parts": {}}, content_type="application/json"),
    "put": lambda c, a: c.put(a, b"x"),
    "delete": lambda c, a: c.delete(a),
}


@pytest.mark.parametrize(("state", "held"), HIDDEN)
def test_what_is_hidden_answers_like_what_never_was(state: str, held: str) -> None:
    role = UNIT_SIDE[len(held) % 2]
    hidden = Things(factories.make_inspection(state, "unannounced", held_state=held))
    client = client_of(factories.make_account(role))
    before, checked = fingerprint(), 0
    for name, holds in OF_SOMETHING:
        pairs = zip(hidden.addresses(name, holds), hidden.addresses(name, holds, strange=True), strict=True)
        for real, strange in pairs:
            for way in ("get", "post", "put"):
                checked += 1
                assert said(SEND[way](client, real)) == said(SEND[way](client, strange)), (way, real)
    assert checked > 100
    assert fingerprint() ^ before == set()


@pytest.mark.parametrize("role", UNIT_SIDE)
def test_pages_of_a_unit_are_the_same_with_and_without_a_hidden_inspection(role: str) -> None:
    factories.make_inspection("announced")
    actions = orders.concluded()
    account = factories.make_account(role)
    client, unit = client_of(account), factories.make_unit()
    more = [
        "/", "/today/", "/search/?words=So+Thu", f"/units/{unit.code}/", "/messages/",
        "/inspections/?phase=held",
        "/inspections/?form=unannounced", "/inspections/?state=prepared", "/inspections/?week=2020-W34",
        "/week/?week=2020-W34", "/overdue/", "/findings/?words=niem", "/corrections/?view=units",
        f"/corrections/{actions[0].uid}/", f"/inspections/{actions[0].inspection.uid}/",
        f"/inspections/{actions[0].inspection.uid}/papers/",
    ]  # fmt: skip
    pages = sorted({*more, *(address_of(name, {}) for name, _ in OF_NOTHING)} - {"/corrections/export.xlsx"})
    before = {page: said(client.get(page)) for page in pages}
    assert [p for p, (status, _) in before.items() if status >= 500] == []
    for state, held in HIDDEN:
        Things(factories.make_inspection(state, "unannounced", held_state=held))
    after = {page: said(client.get(page)) for page in pages}
    assert [page for page in pages if before[page] != after[page]] == []


def test_a_unit_that_carries_on_a_merged_one_learns_nothing_either() -> None:
    old, new = factories.make_unit(), factories.make_unit("hn.d009", "Sở Mới")
    Succession.objects.create(
        predecessor=old, successor=new, extent=Succession.Extent.WHOLE, date=factories.DAY
    )
    hidden = Things(factories.make_inspection("prepared", "unannounced"))
    client = client_of(factories.make_account("unit_head", unit_code=new.code))
    for name, holds in OF_SOMETHING:
        for address in hidden.addresses(name, holds):
            assert client.get(address).status_code in (403, 404, 405), address
    assert str(hidden.inspection.uid) not in client.get("/inspections/").content.decode()


def outsiders() -> list[tuple[str, Account | None]]:
    """People who may do nothing with an inspection of UNIT_BODY: none of its team, office, leaders, clerk.

    The last planner is the one whose account is closed while he is signed in.
    """
    factories.make_unit(factories.OTHER_BODY)
    made = [
        (role, factories.make_account(role))
        for role in ("inspector", "appraiser", "auditor", "administrator")
    ]
    for role in UNIT_SIDE:
        made.append((f"other {role}", factories.make_account(role, unit_code=factories.OTHER_BODY)))
    closed = factories.make_account("planner")
    made.append(("closed", closed))
    return [*made, ("nobody", None)]


@pytest.mark.parametrize("state", ["planned", "under_way", "concluded"])
def test_nobody_from_outside_changes_anything(state: str) -> None:
    if state == "concluded":
        action = orders.concluded()[0]
        things = Things(action.inspection, action)
    else:
        things = Things(factories.make_inspection(state))
    clients = [(name, client_of(account) if account else Client()) for name, account in outsiders()]
    closed = Account.objects.filter(role="planner").latest("pk")
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    before = fingerprint()
    for name, holds in OF_SOMETHING:
        for address in things.addresses(name, holds):
            for who, client in clients:
                for way in ("post", "json"):
                    answer = SEND[way](client, address)
                    assert answer.status_code < 500, (who, way, address)
    assert fingerprint() ^ before == set()


def test_reading_changes_nothing_whoever_reads() -> None:
    action = orders.concluded()[0]
    done, going = Things(action.inspection, action), Things(factories.make_inspection("under_way"))
    head = head_of(going.inspection)
    readers = [head, *(factories.make_account(r) for r in ("planner", "leader", "clerk", *UNIT_SIDE))]
    clients = [client_of(account) for account in readers]
    before = fingerprint()
    for name, holds in OF_SOMETHING:
        for address in (*done.addresses(name, holds), *going.addresses(name, holds)):
            for client in clients:
                assert client.get(address).status_code < 500, address
    assert fingerprint() ^ before == set()


def test_nothing_is_taken_without_the_token_of_the_page() -> None:
    things = Things(factories.make_inspection("under_way"))
    client = Client(enforce_csrf_checks=True)
    client.force_login(head_of(things.inspection), backend="django.contrib.auth.backends.ModelBackend")
    before = fingerprint()
    for name, holds in OF_SOMETHING:
        for address in things.addresses(name, holds):
            for way in ("post", "json", "put"):
                assert SEND[way](client, address).status_code == 403, (way, address)
    assert client.put(f"/field/files/{'a' * 64}/", b"x").status_code == 403
    assert client.post("/field/sync/", {"commands": []}, content_type="application/json").status_code == 403
    assert fingerprint() ^ before == set()


def test_things_of_one_inspection_are_not_found_under_another() -> None:
    """A paper, a file of a report or a conflict under the address of an inspection that they are not of."""
    mine, other = Things(factories.make_inspection("visited")), Things(factories.make_inspection("visited"))
    report = SelfReport.objects.for_actions().get(inspection=other.inspection)
    Draft.objects.create(
        inspection=other.inspection, kind="minutes", content={"a": "b"}, revision=1, at=factories.NOW
    )
    assert report.pk
    client = client_of(factories.make_account("planner"))
    head = client_of(head_of(mine.inspection))
    before = fingerprint()
    for name, holds in OF_SOMETHING:
        if not {"paper", "evidence", "pk"} & set(holds):
            continue
        for word in words_for(name):
            given = {
                "uid": mine.inspection.uid, "paper": other.paper.uid, "evidence": other.evidence.uid, "pk": 1,
                "name": word, "kind": word,
            }  # fmt: skip
            address = address_of(name, {k: given[k] for k in holds})
            for who in (client, head):
                for way, send in SEND.items():
                    assert send(who, address).status_code in (403, 404, 405), (way, address)
    assert Conflict.objects.for_actions().count() == 0
    assert fingerprint() ^ before == set()
