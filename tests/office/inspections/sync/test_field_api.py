"""What a device asks and sends over HTTP."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from lotrinh.office.inspections.actions.take_commands import take_commands
from lotrinh.office.inspections.models import Answer, Evidence, Inspection
from tests.office.inspections import factories
from tests.office.inspections.factories import NOW
from tests.office.inspections.sync.batches import answer, command, finding

pytestmark = pytest.mark.django_db
KEY = "co-bo-phan-mot-cua"


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    """A store of files of its own."""
    settings.LOTRINH_FILES = tmp_path


@pytest.fixture
def visit() -> Inspection:
    """An inspection under way."""
    return factories.make_inspection("under_way")


@pytest.fixture
def device(visit: Inspection, client_as: Callable[..., Client]) -> Client:
    """The member's."""
    return client_as(visit.seats.get(role="member").account)


def photo(colour: str = "red") -> tuple[bytes, str]:
    """A picture and its hash."""
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest()


def sync(device: Client, *commands: dict[str, Any], **more: Any) -> Any:
    """Send a batch."""
    body = json.dumps({"device": "tablet", "sent_at": NOW.isoformat(), "commands": commands})
    return device.post("/field/sync/", body, content_type="application/json", **more)


def put(device: Client, data: bytes, digest: str, name: str = "%E1%BA%A3nh.jpg") -> Any:
    """Send a file."""
    return device.put(
        f"/field/files/{digest}/",
        data,
        content_type="application/octet-stream",
        headers={"X-File-Name": name},
    )


def test_without_a_session_the_queue_is_told_to_wait(visit: Inspection) -> None:
    for response in (Client().get("/field/inspections/"), sync(Client(), answer(visit, KEY, "yes"))):
        assert (response.status_code, response.json()) == (401, {"code": "sign_in"})


def test_a_role_that_records_nothing_is_refused_in_json(client_as: Callable[..., Client]) -> None:
    response = client_as("appraiser").get("/field/inspections/")
    assert (response.status_code, response.json()["code"]) == (403, "refused")


def test_only_the_teams_own_inspections_are_on_the_device(visit: Inspection, device: Client) -> None:
    other = factories.make_inspection("under_way", unit=factories.make_unit("hn.d009"))
    factories.make_inspection("closed", member=device.account)  # type: ignore[attr-defined]
    listed = device.get("/field/inspections/").json()
    assert [line["uid"] for line in listed["inspections"]] == [str(visit.uid)]
    assert listed["inspections"][0]["questions"] == 1
    assert device.get(f"/field/inspections/{other.uid}/").status_code == 404


def test_the_package_holds_what_was_recorded(visit: Inspection, device: Client) -> None:
    sent = finding(visit, "Chưa niêm yết đủ thủ tục", extent_count="2", extent_of="6.50", question=KEY)
    draft = command(visit, "draft", 2, draft="minutes", part="opening", base_revision=0, value="Hồi 8 giờ")
    head = visit.seats.get(role="head").account
    take_commands(head, "phone", [answer(visit, KEY, "no", note="thiếu biển"), sent, draft], at=NOW)
    take_commands(device.account, "tablet", [answer(visit, KEY, "yes")], at=NOW)  # type: ignore[attr-defined]
    package = device.get(f"/field/inspections/{visit.uid}/").json()
    assert package["answers"][0] | {"at": ""} == {
        "question": KEY, "slot": "", "state": "answered", "value": "no", "note": "thiếu biển", "revision": 1,
        "by": head.full_name, "at": "",
    }  # fmt: skip
    content = package["findings"][0]["content"]
    assert (content["extent_count"], content["extent_of"], content["question"]) == ("2", "6.5", KEY)
    assert package["drafts"]["minutes"]["opening"]["value"] == "Hồi 8 giờ"
    assert package["conflicts"][0]["mine"]["value"] == "yes"
    assert {c["key"] for c in package["choices"]["removers"]} == {
        "unit",
        "other_department",
        "city",
        "ministry",
    }
    again = {
        **sent,
        "uid": str(uuid.uuid4()),
        "payload": {**sent["payload"], "base_revision": 1, "content": content},
    }
    (result,) = sync(device, again).json()["results"]
    assert (result["outcome"], result["revision"]) == ("taken", 1)


def test_the_package_of_many_questions_needs_no_more_queries(visit: Inspection, device: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert device.get(f"/field/inspections/{visit.uid}/").status_code == 200
        return len(caught)

    queries()
    before = queries()
    for i in range(100):
        factories.ask(visit, f"cau-{i}", "text")
    assert queries() == before


def test_a_batch_is_answered_with_the_states_of_its_inspections(visit: Inspection, device: Client) -> None:
    told = sync(device, answer(visit, KEY, "yes")).json()
    assert told["results"][0]["outcome"] == "taken"
    assert told["inspections"] == [{"uid": str(visit.uid), "state": "under_way", "revision": 2}]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"commands": 1}', "[" * 100_000, '{"commands": [NaN]}'])
def test_a_body_that_is_no_batch_is_told_so(device: Client, body: str) -> None:
    response = device.post("/field/sync/", body, content_type="application/json")
    if response.status_code == 200:
        assert response.json()["results"][0]["outcome"] == "refused"
    else:
        assert (response.status_code, response.json()["faults"][0]["code"]) == (422, "inspections.no_batch")


def test_a_batch_larger_than_the_limit_of_forms_is_taken(visit: Inspection, device: Client) -> None:
    factories.ask(visit, "ghi-chu", "text")
    many = [answer(visit, "ghi-chu", "ộ" * 19_000, place=i) for i in range(100)]
    assert sync(device, *many).json()["results"][99]["outcome"] == "taken"


def test_a_photograph_arrives_once_and_hangs_on_its_question(visit: Inspection, device: Client) -> None:
    data, digest = photo()
    sent = command(
        visit,
        "evidence",
        uid=str(uuid.uuid4()),
        question=KEY,
        sha256=digest,
        name="ảnh.jpg",
        about_on="2020-08-01",
    )
    (early,) = sync(device, sent).json()["results"]
    assert early["outcome"] == "again"
    assert device.get(f"/field/files/{digest}/known/").json() == {"known": False}
    first, second = put(device, data, digest), put(device, data, digest)
    assert (
        first.json() == second.json() == {"sha256": digest, "size": len(data), "content_type": "image/jpeg"}
    )
    assert device.get(f"/field/files/{digest}/known/").json() == {"known": True}
    (result,) = sync(device, sent).json()["results"]
    assert (result["outcome"], result["revision"]) == ("taken", 1)
    row = Evidence.objects.for_actions().select_related("file").get()
    assert (row.question.key, str(row.about_on), row.file.name) == (KEY, "2020-08-01", "ảnh.jpg")
    shown = device.get(f"/field/inspections/{visit.uid}/").json()["evidence"][0]
    assert (shown["question"], shown["sha256"]) == (KEY, digest)


def test_a_new_version_of_a_piece_counts_on_and_duplicates_are_told(
    visit: Inspection, device: Client
) -> None:
    (red, red_digest), (blue, blue_digest) = photo("red"), photo("blue")
    put(device, red, red_digest)
    put(device, blue, blue_digest)
    first = command(visit, "evidence", uid=str(uuid.uuid4()), question=KEY, sha256=red_digest)
    newer = command(
        visit, "evidence", 1, uid=str(uuid.uuid4()), piece=first["payload"]["uid"], sha256=blue_digest
    )
    double = command(visit, "evidence", 2, uid=str(uuid.uuid4()), sha256=red_digest, caption="lần hai")
    results = sync(device, first, newer, double).json()["results"]
    assert [r["revision"] for r in results] == [1, 2, 1]
    assert results[2]["duplicates"][0]["uid"] == first["payload"]["uid"]


def test_bytes_that_do_not_hash_to_their_address_are_refused(device: Client) -> None:
    data, _digest = photo()
    response = put(device, data, "0" * 64)
    assert (response.status_code, response.json()["faults"][0]["code"]) == (422, "inspections.other_bytes")


def test_a_file_of_somebody_else_cannot_be_named(
    visit: Inspection, device: Client, client_as: Callable[..., Client]
) -> None:
    data, digest = photo()
    put(client_as(visit.seats.get(role="head").account), data, digest)
    assert device.get(f"/field/files/{digest}/known/").json() == {"known": False}
    (result,) = sync(device, command(visit, "evidence", uid=str(uuid.uuid4()), sha256=digest)).json()[
        "results"
    ]
    assert result["outcome"] == "again"


def test_the_301st_file_is_refused_with_what_to_do(visit: Inspection, device: Client) -> None:
    data, digest = photo()
    put(device, data, digest)
    many = [command(visit, "evidence", i, uid=str(uuid.uuid4()), sha256=digest) for i in range(301)]
    results = sync(device, *many[:200]).json()["results"] + sync(device, *many[200:]).json()["results"]
    assert [r["outcome"] for r in results] == ["taken"] * 300 + ["refused"]
    assert "PDF" in results[300]["faults"][0]["vi"]


def test_an_unannounced_visit_is_unknown_to_the_unit_until_it_begins(
    client_as: Callable[..., Client],
) -> None:
    inspection = factories.make_inspection("prepared", "unannounced")
    unit = factories.make_account("inspected_unit")
    assert not Inspection.objects.visible_to(unit).exists()
    head = client_as(inspection.seats.get(role="head").account)
    assert sync(head, command(inspection, "begin_visit")).json()["results"][0]["outcome"] == "taken"
    assert Inspection.objects.visible_to(unit).exists()
    assert not Answer.objects.visible_to(unit).exists()
