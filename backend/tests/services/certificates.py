"""Certificates for the servers of the tests, signed by an authority that only the tests trust."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.services.ports import HOST

PEM = serialization.Encoding.PEM
PKCS8 = serialization.PrivateFormat.PKCS8
LIFETIME = timedelta(hours=1)


class Authority:
    """`certificate` is the file that clients trust. It and all others are in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named("NumberPlay tests")
        self.certificate = folder / "ca.pem"
        builder = _builder(self._name, self._name, self._key.public_key())
        self.certificate.write_bytes(_signed(builder, self._key, is_authority=True))

    def issue(self, name: str, *, host: str = HOST) -> tuple[Path, Path]:
        """Returns the files of a certificate for this address and of its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(_named(host), self._name, key.public_key())
        address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        files = self._folder / f"{name}.pem", self._folder / f"{name}.key"
        files[0].write_bytes(_signed(builder.add_extension(address, critical=False), self._key, is_authority=False))
        files[1].write_bytes(key.private_bytes(PEM, PKCS8, serialization.NoEncryption()))
        return files


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    empty = x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number())
    return empty.not_valid_before(now - LIFETIME).not_valid_after(now + LIFETIME)


def _signed(builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey, *, is_authority: bool) -> bytes:
    limits = x509.BasicConstraints(ca=is_authority, path_length=None)
    return builder.add_extension(limits, critical=True).sign(key, hashes.SHA256()).public_bytes(PEM)
