"""Digital signatures: put on, checked, altered, cut, covered; and what people are told."""

import io
import shutil
import subprocess
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from lotrinh.method.faults import Faults
from lotrinh.office.platform.papers.compose import compose
from lotrinh.office.platform.papers.form import read_form
from lotrinh.office.platform.papers.pdf import render_pdf
from lotrinh.office.platform.papers.signatures import (
    Stamp,
    check_pdf_signatures,
    sign_pdf,
    trusted_roots,
)
from tests.office.papers.certificates import PASSWORD, Holder, holder, root
from tests.office.papers.conftest import AT
from tests.office.papers.examples import example

HOA, SNV = "Trần Thị Hòa", "Sở Nội vụ thành phố Hà Nội"


@cache
def unsigned() -> bytes:
    """A decision of one page."""
    key, context = example("decision-change--pause")
    return render_pdf(compose(key, context), read_form())


@cache
def signed_once() -> bytes:
    """Signed by a person, above the name."""
    return sign_pdf(unsigned(), holder(HOA).pkcs12(), PASSWORD, at=AT, stamp=Stamp(kind="person", name=HOA))


@cache
def signed_twice() -> bytes:
    """Signed by the body as well."""
    stamp = Stamp(kind="body", name=SNV, near=HOA)
    return sign_pdf(signed_once(), holder(SNV).pkcs12(), PASSWORD, at=AT, stamp=stamp)


def roots(*holders: Holder) -> list[Any]:
    """Trusted certificates as the check wants them."""
    return [x509.Certificate.load(h.certificate.public_bytes(serialization.Encoding.DER)) for h in holders]


def test_a_signature_is_an_addition_and_names_person_and_time() -> None:
    assert signed_twice().startswith(signed_once())
    assert signed_once().startswith(unsigned())
    person, body = check_pdf_signatures(signed_twice(), at=AT, roots=roots(root()))
    assert (person.signer, body.signer) == (HOA, SNV)
    assert person.signed_at == body.signed_at == AT
    for verdict in (person, body):
        assert (verdict.intact, verdict.whole, verdict.unchanged, verdict.trusted) == (True,) * 4
        assert verdict.reason.code == "signature.good"
        assert not verdict.broken


def test_the_subfilter_is_that_of_pades() -> None:
    fields = pypdf.PdfReader(io.BytesIO(signed_twice())).get_fields() or {}
    signatures = [field["/V"] for field in fields.values() if field.get("/FT") == "/Sig"]
    assert [s["/SubFilter"] for s in signatures] == ["/ETSI.CAdES.detached"] * 2


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_another_program_finds_both_signatures_valid(tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed_twice())
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 2
    assert HOA in told


def test_the_visible_fields_are_blue_and_red_and_carry_name_and_time() -> None:
    document = pypdfium2.PdfDocument(signed_twice())
    document.init_forms()
    picture = document[0].render(scale=1.5, may_draw_forms=True).to_pil().convert("RGB")
    pixels = list(
        picture.get_flattened_data() if hasattr(picture, "get_flattened_data") else picture.getdata()
    )
    assert any(b > 150 and r < 60 and g < 60 for r, g, b in pixels)
    assert any(r > 150 and b < 60 and g < 60 for r, g, b in pixels)
    widgets = [a.get_object() for a in pypdf.PdfReader(io.BytesIO(signed_twice())).pages[0]["/Annots"]]
    assert len(widgets) == 2


def test_without_a_root_nobody_says_who_signed() -> None:
    (verdict,) = check_pdf_signatures(signed_once(), at=AT)
    assert verdict.trusted is None
    assert not verdict.broken
    assert "chưa xác minh được người ký" in verdict.reason.vi


def test_a_signature_under_another_root_is_not_trusted() -> None:
    (verdict,) = check_pdf_signatures(signed_once(), at=AT, roots=roots(root("Gốc khác")))
    assert verdict.trusted is False
    assert not verdict.broken
    assert verdict.reason.code == "signature.untrusted"


def test_a_certificate_that_has_run_out_is_told() -> None:
    later = AT + timedelta(days=1000)
    (verdict,) = check_pdf_signatures(signed_once(), at=later, roots=roots(root()))
    assert verdict.trusted is False
    assert verdict.reason.code == "signature.out_of_time"


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_one_changed_byte_of_the_paper_is_told(place: float) -> None:
    data = bytearray(signed_once())
    at = _inside_a_stream(data, int(len(unsigned()) * place))
    data[at] ^= 1
    (verdict,) = check_pdf_signatures(bytes(data), at=AT, roots=roots(root()))
    assert verdict.broken
    assert verdict.reason.code == "signature.altered"
    assert "đã bị thay đổi" in verdict.reason.vi


def _inside_a_stream(data: bytearray, near: int) -> int:
    """A place within the bytes of a stream, so that the file can still be opened."""
    start = max(data.rfind(b"stream\n", 0, near), data.find(b"stream\n"))
    end = data.find(b"endstream", start)
    return min(max(near, start + 20), end - 20)


def test_a_page_that_was_turned_after_signing_is_told() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed_once()))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    (verdict,) = check_pdf_signatures(out.getvalue(), at=AT, roots=roots(root()))
    assert (verdict.intact, verdict.unchanged, verdict.broken) == (True, False, True)
    assert "đã bị sửa sau khi" in verdict.reason.vi


def test_a_file_that_was_cut_off_is_told() -> None:
    cut = signed_once()[: len(unsigned()) + 2_000]
    try:
        verdicts = check_pdf_signatures(cut, at=AT, roots=roots(root()))
    except Faults as error:
        assert error.faults[0].code == "papers.pdf_unreadable"
    else:
        assert all(verdict.broken for verdict in verdicts)


@pytest.mark.parametrize("data", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"(" * 50_000])
def test_what_is_no_pdf_is_a_fault_and_no_crash(data: bytes) -> None:
    with pytest.raises(Faults) as error:
        check_pdf_signatures(data, at=AT)
    assert error.value.faults[0].vi
    assert error.value.faults[0].code == "papers.pdf_unreadable"


def test_a_pdf_without_signatures_has_no_verdicts() -> None:
    assert check_pdf_signatures(unsigned(), at=AT) == ()


def test_a_wrong_password_and_a_wrong_key_file_are_told() -> None:
    for key, password in ((holder(HOA).pkcs12(), "x"), (b"no key", PASSWORD)):
        with pytest.raises(Faults) as error:
            sign_pdf(unsigned(), key, password, at=AT)
        assert error.value.faults[0].code == "papers.key_unreadable"


def test_what_cannot_be_signed_is_told() -> None:
    with pytest.raises(Faults) as error:
        sign_pdf(b"no pdf", holder(HOA).pkcs12(), PASSWORD, at=AT)
    assert error.value.faults[0].code == "papers.cannot_sign"


def test_a_verdict_is_plain_data() -> None:
    (verdict,) = check_pdf_signatures(signed_once(), at=AT)
    told = verdict.as_dict()
    assert datetime.fromisoformat(told["signed_at"]) == AT
    assert set(told["reason"]) == {"code", "vi", "en"}


def test_the_folder_of_roots_is_read_and_a_stranger_in_it_is_told(tmp_path: Path, settings: Any) -> None:
    assert trusted_roots() == []
    (tmp_path / "goc.pem").write_bytes(root().pem() + root("Gốc khác").pem())
    (tmp_path / "ghi-chu.txt").write_text("x", encoding="utf-8")
    settings.LOTRINH_TRUST = tmp_path
    assert len(trusted_roots()) == 2
    (tmp_path / "hong.pem").write_text("x", encoding="utf-8")
    with pytest.raises(Faults, match=r"hong\.pem"):
        trusted_roots()
