"""Putting a PAdES-B-B signature on a PDF with a certificate that its owner brings."""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pypdfium2
import typst
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import LayoutError
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform.papers.form import FONTS, read_form

SIZE = (190, 62)  # of the visible field, in points
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
COLOURS = {"person": "#0000c8", "body": "#c80000"}
WORDS = {"person": "Người ký: {name}", "body": "Cơ quan: {name}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The visible field: whose it is ('person': blue, 'body': red), the name in it, and where it stands.

    page: from 0, -1 is the last. place: lower left corner in points. Without a place a person's stands above
    the words ``near`` (the name when empty), a body's to the left of that, over a third of it; where the
    words are not found, at the lower right.
    """

    kind: Literal["person", "body"] = "person"
    name: str = ""
    near: str = ""
    page: int = -1
    place: tuple[float, float] | None = None


def sign_pdf(
    data: bytes,
    pkcs12: bytes,
    password: str,
    *,
    at: datetime,
    stamp: Stamp | None = None,
    field: str = "",
    reason: str = "",
    place: str = "",
) -> bytes:
    """The PDF with one more signature (PAdES-B-B, SHA-256) added: what was there stays byte by byte.

    at: time of signing with its zone. stamp: the visible field; None signs without one. Faults when the key
    cannot be opened or the file cannot be signed. The key is used and forgotten.
    """
    signer = _signer(pkcs12, password)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
        name = field or f"ChuKy{len(writer.prev.embedded_signatures) + 1}"
        meta = signers.PdfSignatureMetadata(
            field_name=name,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=reason or None,
            location=place or None,
        )
        out: io.BytesIO = _pdf_signer(meta, signer, data, name, stamp, at).sign_pdf(
            writer, output=io.BytesIO()
        )
    except (PdfError, SigningError, LayoutError, ValueError, KeyError) as error:
        raise Faults(_cannot_sign(error)) from error
    return out.getvalue()


class _SignerAt(signers.PdfSigner):
    """Signs at a time that it is told, instead of the clock's."""

    at: datetime

    def init_signing_session(self, *args: Any, **values: Any) -> Any:
        """The session with our time."""
        session = super().init_signing_session(*args, **values)
        session.system_time = self.at
        return session


def _pdf_signer(
    meta: Any, signer: Any, data: bytes, name: str, stamp: Stamp | None, at: datetime
) -> _SignerAt:
    if stamp is None:
        made = _SignerAt(meta, signer=signer)
    else:
        page, corner = _corner(data, stamp)
        left, bottom = round(corner[0]), round(corner[1])
        box = (left, bottom, left + SIZE[0], bottom + SIZE[1])
        spec = fields.SigFieldSpec(name, on_page=page, box=box)
        style = StaticStampStyle(background=_picture(stamp, at), background_opacity=1.0, border_width=0)
        made = _SignerAt(meta, signer=signer, stamp_style=style, new_field_spec=spec)
    made.at = at
    return made


def _signer(pkcs12: bytes, password: str) -> Any:
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(pkcs12, [], passphrase=password.encode("utf-8"))
    except (ValueError, TypeError) as error:
        raise Faults(_no_key()) from error
    if signer is None:
        raise Faults(_no_key())
    return signer


def _picture(stamp: Stamp, at: datetime) -> ImportedPdfPage:
    """The field as a page of its own, drawn with the bundled font: marks of Vietnamese come out right."""
    local = at.astimezone(VIETNAM)
    lines = [
        WORDS[stamp.kind].format(name=stamp.name),
        f"Thời gian ký: {local:%d/%m/%Y %H:%M:%S} {local.isoformat()[-6:]}",
    ]
    told = {
        "colour": COLOURS[stamp.kind], "width": SIZE[0], "height": SIZE[1],
        "font": read_form().page.font_embedded, "lines": lines,
    }  # fmt: skip
    drawn = typst.compile(
        str(Path(__file__).with_name("stamp.typ")),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"stamp": json.dumps(told, ensure_ascii=False)},
        format="pdf",
        pdf_tags=False,
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf", delete=False) as file:
        file.write(drawn)
    return _ReadAndRemoved(file.name)  # type: ignore[no-untyped-call]


class _ReadAndRemoved(ImportedPdfPage):
    """A page of a file that is needed once."""

    def render(self) -> bytes:
        """Its drawing commands; the file is gone afterwards."""
        try:
            drawn: bytes = super().render()
            return drawn
        finally:
            Path(self.file_name).unlink(missing_ok=True)


def _corner(data: bytes, stamp: Stamp) -> tuple[int, tuple[float, float]]:
    """Page (from 0) and lower left corner: above the signer's name where it stands, else lower right."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = range(len(document))[::-1] if stamp.page < 0 else [stamp.page]
        if stamp.place is not None:
            return pages[0], stamp.place
        for page in pages:
            found = _above(document[page], stamp.near or stamp.name)
            if found:
                aside = SIZE[0] * 2 / 3 if stamp.kind == "body" else 0
                return page, (max(0.0, found[0] - aside), found[1])
        width, _ = document[pages[0]].get_size()
        return pages[0], (width - 45 - SIZE[0], 80.0)
    finally:
        document.close()


def _above(page: Any, name: str) -> tuple[float, float] | None:
    text = page.get_textpage()
    searcher, last = text.search(name) if name else None, None
    while searcher is not None and (hit := searcher.get_next()) is not None:
        last = hit
    if last is None:
        return None
    left, _, _, _ = text.get_charbox(last[0])
    _, _, right, top = text.get_charbox(last[0] + last[1] - 1)
    middle = (left + right) / 2
    return max(0.0, middle - SIZE[0] / 2), top + 4


def _no_key() -> Fault:
    return Fault(
        "papers.key_unreadable",
        "PKCS#12",
        "Không mở được tệp chứng thư số: tệp hỏng hoặc sai mật khẩu. Hãy kiểm tra lại tệp .p12 và mật khẩu.",
        "The certificate file cannot be opened: broken, or the password is wrong. Check the .p12 and it.",
        expected="PKCS#12",
    )


def _cannot_sign(error: Exception) -> Fault:
    return Fault(
        "papers.cannot_sign",
        "PDF",
        "Không ký được tệp PDF này. Hãy xuất lại PDF từ hệ thống rồi ký.",
        "This PDF cannot be signed. Export the PDF anew and sign it.",
        got=str(error)[:200],
    )
