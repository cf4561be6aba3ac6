"""A fixture for tests that don't depend on the cost of hashing, imported by a conftest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.passwords import hashing


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> Iterator[None]:
    """A process caches the hash for unknown accounts, which would have an unused algorithm after these tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    hashing.dummy_hash.cache_clear()
    yield
    hashing.dummy_hash.cache_clear()
