"""Numbers as nobody types them, in addresses and forms: an answer, never a failure."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.office.inspections.models import Draft
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db
ODD = ["²²²²", "0000", "٢٠٢٠", "9999", "-1", "1e9", "", "9" * 5000]


@pytest.fixture
def head(client: Client) -> Client:
    inspection = factories.make_inspection("visited")
    account = inspection.seats.get(role="head").account
    assert account is not None
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    client.inspection = inspection  # type: ignore[attr-defined]
    return client


@pytest.mark.parametrize("odd", ODD)
def test_filters_of_findings_pass_over_what_is_no_year(head: Client, odd: str) -> None:
    for name in ("year", "content"):
        assert head.get("/findings/", {name: odd}).status_code == 200
        assert head.get("/findings/", {name: odd[:2]}).status_code == 200


@pytest.mark.parametrize("odd", ODD)
def test_a_form_of_a_draft_with_odd_numbers_is_answered(head: Client, odd: str) -> None:
    inspection = head.inspection  # type: ignore[attr-defined]
    address = reverse("inspections:draft_part", args=[inspection.uid, "minutes"])
    sent = {"part": "place", "value": "Trụ sở", "base_revision": odd, "rows": odd}
    assert head.post(address, sent).status_code == 302
    assert Draft.objects.for_actions().get().content["place"] == "Trụ sở"


def test_a_form_that_claims_endless_rows_is_answered_at_once(head: Client) -> None:
    inspection = head.inspection  # type: ignore[attr-defined]
    address = reverse("inspections:draft_part", args=[inspection.uid, "team_report"])
    began = time.monotonic()
    assert head.post(address, {"part": "faults.1", "rows": "999999999"}).status_code < 500
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("base", ["Infinity", "NaN", "-Infinity", "[]", '"x"'])
def test_a_script_that_sends_no_number_is_told_so(head: Client, base: str) -> None:
    inspection = head.inspection  # type: ignore[attr-defined]
    address = reverse("inspections:draft_part", args=[inspection.uid, "minutes"])
    body = f'{{"parts": {{"place": {{"value": "a", "base_revision": {base}}}}}}}'
    assert head.post(address, body, content_type="application/json").status_code in (200, 404)
