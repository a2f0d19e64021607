"""The roots that signatures are trusted by: certificates in a folder that the administrator keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from pyhanko.keys import load_certs_from_pemder_data

from lotrinh.method.faults import Fault, Faults

ENDINGS = (".pem", ".crt", ".cer")


def trusted_roots(folder: Path | str | None = None) -> list[Any]:
    """The certificates of a folder (setting LOTRINH_TRUST when None); none when no folder is set.

    Faults when a file in it holds no certificate.
    """
    place = folder or getattr(settings, "LOTRINH_TRUST", None)
    if not place:
        return []
    files = sorted(f for f in Path(place).iterdir() if f.suffix.lower() in ENDINGS)
    return [certificate for file in files for certificate in _certificates(file)]


def _certificates(file: Path) -> list[Any]:
    try:
        found = list(load_certs_from_pemder_data(file.read_bytes()))
        for certificate in found:
            certificate.native  # noqa: B018 - reads it whole, so that a broken one is told here
    except (ValueError, TypeError) as error:
        raise Faults(_no_certificate(file)) from error
    return found


def _no_certificate(file: Path) -> Fault:
    return Fault(
        "papers.no_certificate",
        file.name,
        f"Tệp {file.name} trong thư mục chứng thư gốc không phải chứng thư số. Hãy bỏ hoặc thay tệp này.",
        f"The file {file.name} in the folder of trusted roots holds no certificate. Remove or replace it.",
        expected="PEM | DER",
    )
