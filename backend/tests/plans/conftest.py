"""Fills the tables once for all tests of a module. Each test's own changes are rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.sessions import lifecycle, tokens
from tests.api import Player
from tests.plans import rows


@pytest.fixture(scope="module")
def filled(django_db_setup: Any, django_db_blocker: Any) -> Iterator[list[User]]:
    """The players who have played."""
    with django_db_blocker.unblock():
        yield rows.fill()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def busy(filled: list[User], db: Any) -> Player:
    """A player with thousands of plays, who has just signed in."""
    user = filled[0]
    session = lifecycle.open_session(user, lifecycle.Device("127.0.0.1", ""))
    return Player({"user": {"id": user.pk, "email": user.email}, "access": tokens.access_token(session)})
