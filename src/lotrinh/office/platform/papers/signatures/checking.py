"""What the signatures on a PDF are worth: intact, whole, unchanged since, and by somebody who is trusted."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.trace import Reason
from lotrinh.office.platform.papers.signatures import words

# What it finds stands in the verdict; its own log would only repeat it with a trace of the stack.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
ADDED = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)

# Certificates for signing papers name one of the two or both.
USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One signature: what was found, and the sentence for people.

    intact: what it covers has the bytes that were signed, and the mathematics fits. whole: it covers the file
    up to its own end. unchanged: nothing but further signatures was added since. trusted: the chain ends at a
    configured root (None: no root is configured, so nobody can tell). signed_at: as the signer says.
    """

    field: str
    intact: bool
    whole: bool
    unchanged: bool
    trusted: bool | None
    signer: str
    issuer: str
    signed_at: datetime | None
    reason: Reason

    @property
    def broken(self) -> bool:
        """The signature does not hold for this file."""
        return not (self.intact and self.whole and self.unchanged)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, to be kept and shown."""
        return {
            "field": self.field, "intact": self.intact, "whole": self.whole, "unchanged": self.unchanged,
            "trusted": self.trusted, "broken": self.broken, "signer": self.signer, "issuer": self.issuer,
            "signed_at": self.signed_at.isoformat() if self.signed_at else None,
            "reason": {"code": self.reason.code, "vi": self.reason.vi, "en": self.reason.en},
        }  # fmt: skip


def check_pdf_signatures(data: bytes, *, at: datetime, roots: Sequence[Any] = ()) -> tuple[Verdict, ...]:
    """A verdict for every signature, in the order in which they were put on; empty when there is none.

    at: the moment for which certificates have to be valid. roots: see ``trusted_roots``. Faults when the file
    is no PDF that can be read. Never asks the network.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        embedded = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Faults(_unreadable(error)) from error
    return tuple(_verdict(signature, at, roots) for signature in embedded)


def _verdict(signature: Any, at: datetime, roots: Sequence[Any]) -> Verdict:
    try:
        context = ValidationContext(
            trust_roots=list(roots), allow_fetching=False, moment=at, revocation_mode="soft-fail"
        )
        status = validate_pdf_signature(signature, context, key_usage_settings=USAGE)
    except (SignatureValidationError, SigningError, PdfError, ValueError, KeyError, TypeError) as error:
        return _not_verifiable(signature, error)
    intact = bool(status.intact and status.valid)
    whole = status.coverage in (
        SignatureCoverageLevel.ENTIRE_FILE,
        SignatureCoverageLevel.ENTIRE_REVISION,
    )
    unchanged = status.coverage == SignatureCoverageLevel.ENTIRE_FILE or (
        status.modification_level in ADDED and bool(status.docmdp_ok)
    )
    trusted = bool(status.trusted) if roots else None
    certificate = status.signing_cert
    signer = _name(certificate.subject)
    return Verdict(
        field=signature.field_name,
        intact=intact,
        whole=whole,
        unchanged=unchanged,
        trusted=trusted,
        signer=signer,
        issuer=_name(certificate.issuer),
        signed_at=status.signer_reported_dt,
        reason=words.sentence(intact, whole, unchanged, trusted, signer, _in_time(certificate, at)),
    )


def _in_time(certificate: Any, at: datetime) -> bool:
    return bool(certificate.not_valid_before <= at <= certificate.not_valid_after)


def _name(name: Any) -> str:
    """The common name, else the whole name."""
    native = name.native
    return str(native.get("common_name") or name.human_friendly)


def _not_verifiable(signature: Any, error: Exception) -> Verdict:
    return Verdict(
        field=signature.field_name,
        intact=False,
        whole=False,
        unchanged=False,
        trusted=None,
        signer="",
        issuer="",
        signed_at=None,
        reason=words.not_verifiable(error),
    )


def _unreadable(error: Exception) -> Fault:
    return Fault(
        "papers.pdf_unreadable",
        "PDF",
        "Không đọc được tệp PDF này nên không kiểm tra được chữ ký số. Hãy gửi lại tệp gốc.",
        "This PDF cannot be read, so its signatures cannot be checked. Send the original file again.",
        got=str(error)[:200],
    )
