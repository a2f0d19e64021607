"""From the draft to the signed paper, as people do it on the pages."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from lotrinh.office.inspections.models import Draft, Inspection
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.platform.models import OfficialPaper
from tests.office.inspections.papers.worked import TYPED, worked_inspection

pytestmark = pytest.mark.django_db


def scan() -> Any:
    """A photograph of a signed page."""
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    out.seek(0)
    out.name = "ban-ky.jpg"
    return out


def head_of(inspection: Inspection) -> Any:
    return inspection.seats.get(role="head").account


def save(
    client: Client, inspection: Inspection, kind: str, parts: dict[str, Any], base: int = 0
) -> dict[str, Any]:
    """What the script of the page sends."""
    address = reverse("inspections:draft_part", args=[inspection.uid, kind])
    sent = {"device": "d1", "parts": {k: {"value": v, "base_revision": base} for k, v in parts.items()}}
    answer = client.post(address, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return dict(answer.json()["results"])


def make_paper(client: Client, inspection: Inspection, template: str) -> OfficialPaper:
    answer = client.post(reverse("inspections:draft_paper", args=[inspection.uid, template]))
    assert answer.status_code == 302 and "/papers/" in answer.url, answer.content
    return OfficialPaper.objects.filter(
        owner_type=OWNER, owner_id=str(inspection.pk), template=template
    ).first()


def last_working_day() -> Any:
    day = timezone.localdate()
    return day - timedelta(days=max(0, day.weekday() - 4))


def test_minutes_are_written_laid_out_and_signed_by_both_sides(client_as: Callable[..., Client]) -> None:
    inspection = worked_inspection()
    client = client_as(head_of(inspection))
    page = client.get(reverse("inspections:minutes", args=[inspection.uid]))
    assert page.status_code == 200
    assert "Chưa kiểm tra cải cách hành chính tại các phường" in page.content.decode()
    results = save(client, inspection, "minutes", TYPED)
    assert {r["outcome"] for r in results.values()} == {"taken"}
    paper = make_paper(client, inspection, "minutes")
    text = pypdf.PdfReader(io.BytesIO(_bytes(client, inspection, paper, "pdf"))).pages[0].extract_text()
    assert "Nguyễn Văn Tư" in text
    answer = client.post(
        reverse("inspections:sign_minutes", args=[inspection.uid, paper.uid]),
        {"signed_on": last_working_day(), "revision": paper.revision, "team_office": "Trưởng đoàn",
         "unit_office": "Phó Chủ tịch", "copy": scan(), "anyway": "on"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    paper.refresh_from_db()
    inspection = Inspection.objects.for_actions().get(pk=inspection.pk)
    assert inspection.state == "minuted" and paper.state == "signed" and paper.number == 1
    assert set(paper.signatures.values_list("side", "kind")) == {
        ("team", "scan"), ("unit", "scan"), ("secretary", "scan"),
    }  # fmt: skip
    assert inspection.steps.get(verb="sign_minutes").paper_id == paper.pk
    assert client.get(reverse("inspections:paper", args=[inspection.uid, paper.uid])).status_code == 200
    assert client.get(reverse("inspections:papers", args=[inspection.uid])).status_code == 200


def _bytes(client: Client, inspection: Inspection, paper: OfficialPaper, name: str) -> bytes:
    answer = client.get(reverse("inspections:paper_file", args=[inspection.uid, paper.uid, name]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_report_and_conclusion_pages_open(client_as: Callable[..., Client]) -> None:
    inspection = worked_inspection("reported")
    head = client_as(head_of(inspection))
    assert head.get(reverse("inspections:team_report", args=[inspection.uid])).status_code == 200
    planner = client_as("planner")
    assert planner.get(reverse("inspections:conclusion_draft", args=[inspection.uid])).status_code == 200
    paper = make_paper(planner, inspection, "conclusion")
    assert Draft.objects.for_actions().get(kind="conclusion").content["items"]
    assert planner.get(reverse("inspections:paper", args=[inspection.uid, paper.uid])).status_code == 200
    assert (
        b"".join(planner.get(reverse("inspections:whole_file", args=[inspection.uid])).streaming_content)[:2]
        == b"PK"
    )
