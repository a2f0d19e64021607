"""Certificates of tests, made when they run: a root, and people and bodies that it vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from tests.office.papers.conftest import AT

PASSWORD = "mật-khẩu thử"


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    name: str
    key: Any
    certificate: x509.Certificate

    def pem(self) -> bytes:
        """The certificate as text."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def pkcs12(self) -> bytes:
        """Certificate and key, locked with PASSWORD."""
        lock = serialization.BestAvailableEncryption(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(b"thu", self.key, self.certificate, None, lock)


def root(name: str = "Tổ chức chứng thực thử") -> Holder:
    """A root that vouches for itself; the same one each time."""
    return _root(name)


@cache
def _root(name: str) -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    return Holder(
        name, key, _certificate(name, key, name, key, is_root=True, from_day=AT - timedelta(days=900))
    )


@cache
def holder(name: str, by: str = "Tổ chức chứng thực thử", *, from_day: datetime | None = None) -> Holder:
    """A person or a body, valid for 300 days from a day (30 days before AT)."""
    key, issuer = ec.generate_private_key(ec.SECP256R1()), root(by)
    start = from_day or AT - timedelta(days=30)
    return Holder(name, key, _certificate(name, key, by, issuer.key, is_root=False, from_day=start))


def _certificate(
    name: str, key: Any, issuer: str, issuer_key: Any, *, is_root: bool, from_day: datetime
) -> x509.Certificate:
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(from_day)
        .not_valid_after(from_day + timedelta(days=20_000 if is_root else 300))
        .add_extension(x509.BasicConstraints(is_root, None), True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root,
                content_commitment=False,
                key_cert_sign=is_root,
                crl_sign=is_root,
                **usage,
            ),
            True,
        )
        .sign(issuer_key, hashes.SHA256())
    )


def _name(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
