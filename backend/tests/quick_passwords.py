"""A fixture for tests that don't depend on the cost of hashing: a conftest imports it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.passwords import hashing


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> Iterator[None]:
    """A process keeps nobody's hash, which after these tests would be of no algorithm that is in use."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    hashing.dummy_hash.cache_clear()
    yield
    hashing.dummy_hash.cache_clear()
