"""The administrator's page of mails."""

from __future__ import annotations

from typing import Any

import pytest

from lotrinh.office.platform.messages.mail.collect import DAILY, collect
from lotrinh.office.platform.messages.mail.deliver import deliver
from lotrinh.office.platform.models import AuditEntry, Digest, Message
from tests.office.messages.conftest import NOW
from tests.office.messages.mail_server import Box


@pytest.fixture
def stuck(person: Any, say: Any) -> Digest:
    """A mail that may have arrived."""
    say(person, subject={"vi": "Kiểm tra đột xuất", "en": "Unannounced"})
    collect(DAILY, at=NOW)
    Digest.objects.update(state="unsure", attempts=1, message_id="<kept@example.org>", claimed_by="dead")
    return Digest.objects.get()


def test_an_administrator_sends_a_doubtful_mail_again(client_as: Any, stuck: Digest, box: Box) -> None:
    client = client_as("administrator")
    html = client.get("/mail/").content.decode()
    assert "Chưa rõ kết quả" in html
    assert "Trần Thị Ân" in html
    assert "Kiểm tra đột xuất" not in html, "what stands in a mail is between it and its reader"
    assert client.post(f"/mail/{stuck.pk}/again/").status_code == 302
    entry = AuditEntry.objects.get(verb="send_mail_again")
    assert (entry.before["state"], entry.after["state"]) == ("unsure", "waiting")
    assert deliver(worker="w", now=lambda: NOW).sent == 1
    assert box.mails[0]["Message-ID"] == "<kept@example.org>"
    assert client.post(f"/mail/{stuck.pk}/again/").status_code == 422
    assert client.post("/mail/999999/again/").status_code == 404
    assert AuditEntry.objects.filter(verb="send_mail_again").count() == 1


def test_an_auditor_looks_and_sends_nothing(client_as: Any, stuck: Digest) -> None:
    client = client_as("auditor")
    html = client.get("/mail/", {"state": "unsure"}).content.decode()
    assert "Trần Thị Ân" in html
    assert "/again/" not in html
    assert client.post(f"/mail/{stuck.pk}/again/").status_code == 403
    stuck.refresh_from_db()
    assert stuck.state == "unsure"


@pytest.mark.parametrize("role", ["planner", "leader", "inspector", "inspected_unit", "appraiser"])
def test_nobody_else_sees_who_is_mailed(client_as: Any, stuck: Digest, role: str) -> None:
    client = client_as(role)
    assert client.get("/mail/").status_code == 403
    assert client.post(f"/mail/{stuck.pk}/again/").status_code == 403


def test_what_is_missing_is_said(client_as: Any, say: Any) -> None:
    client = client_as("administrator")
    say(client.account)
    html = client.get("/mail/", {"state": "nothing of the kind"}).content.decode()
    assert "LOTRINH_SMTP_HOST" in html
    assert "LOTRINH_ADDRESS" in html
    assert "Không có thư nào như vậy" in html
    assert Message.objects.filter(account=client.account).count() == 1
