"""Stored data, and links sent to players, stay valid when code is moved."""

from __future__ import annotations

from accounts.keyed_digests import digests, pseudonym_of
from accounts.mail.links import SALT
from accounts.two_factor import totp

SEALED = (
    "gAAAAABrC-zljHTwNy5LPHy5klUk6tbNUy1WUk3KF68anc0rU2p1ozU4tLujd45NM-B_WGmzU1ufgf5xKsCfU4hpHB25k2bbCeFS83xG6duWKMCNS"
    "pguIuQ="
)


def test_a_stored_secret_of_an_authenticator_is_unsealed() -> None:
    assert totp.decrypt(SEALED) == "JBSWY3DPEHPK3PXP"


def test_the_links_in_emails_have_the_same_digest() -> None:
    assert digests(SALT, "x") == ["3a63c467d9fd0c0a3d1ce9b25676f7466300b480eb30d9817b204f5e51a9aeae"]


def test_an_email_address_has_the_same_pseudonym() -> None:
    assert pseudonym_of("ada@example.com") == "8bbc4aa9cf6e255d"
