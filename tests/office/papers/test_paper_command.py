"""``lotrinh paper`` as it is typed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from lotrinh.cli.paper import group
from lotrinh.method.faults import Faults
from tests.office.papers.certificates import PASSWORD, holder, root
from tests.office.papers.test_signatures import unsigned


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A PDF, a key that is in force now, and a folder of roots."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    (tmp_path / "a.pdf").write_bytes(unsigned())
    (tmp_path / "key.p12").write_bytes(holder("Lê Văn An", from_day=yesterday).pkcs12())
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "root.pem").write_bytes(root().pem())
    return tmp_path


def test_a_file_is_signed_and_verified(files: Path) -> None:
    out = files / "signed.pdf"
    words = ["sign", str(files / "a.pdf"), "--key", str(files / "key.p12"), "--out", str(out)]
    done = CliRunner().invoke(group, [*words, "--name", "Lê Văn An", "--password", PASSWORD, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["ok"] is True
    words = ["verify", str(out), "--trust", str(files / "roots"), "--json"]
    done = CliRunner().invoke(group, words)
    assert done.exit_code == 0, done.output
    (signature,) = json.loads(done.stdout)["signatures"]
    assert (signature["signer"], signature["trusted"]) == ("Lê Văn An", True)
    assert (files / "a.pdf").read_bytes() == unsigned()


def test_without_trust_the_signer_is_not_vouched_for_and_an_altered_file_ends_with_1(files: Path) -> None:
    out = files / "signed.pdf"
    words = ["sign", str(files / "a.pdf"), "--key", str(files / "key.p12"), "--out", str(out)]
    CliRunner().invoke(group, [*words, "--password", PASSWORD], catch_exceptions=False)
    done = CliRunner().invoke(group, ["verify", str(out)], env={"LOTRINH_LANG": "vi"})
    assert done.exit_code == 0
    assert "chưa xác minh được người ký" in done.stdout
    data = bytearray(out.read_bytes())
    data[data.find(b"stream\n") + 40] ^= 1
    out.write_bytes(bytes(data))
    done = CliRunner().invoke(group, ["verify", str(out)], env={"LOTRINH_LANG": "vi"})
    assert done.exit_code == 1
    assert "đã bị thay đổi" in done.stdout


def test_a_file_without_signatures_ends_with_1(files: Path) -> None:
    assert CliRunner().invoke(group, ["verify", str(files / "a.pdf"), "--json"]).exit_code == 1


def test_a_wrong_password_is_a_fault_with_advice(files: Path) -> None:
    words = ["sign", str(files / "a.pdf"), "--key", str(files / "key.p12"), "--out", str(files / "b.pdf")]
    done = CliRunner().invoke(group, [*words, "--password", "sai"])
    assert isinstance(done.exception, Faults)
    assert not (files / "b.pdf").exists()
