from __future__ import annotations

from typing import Any

import pytest
from celery import current_app

from accounts.models import User
from core.tasks.background import background
from tests.api import Player
from tests.core.clock import Clock, moved_by_hand


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return moved_by_hand(monkeypatch)


@pytest.fixture
def eagerly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs tasks where they are queued, with or without a broker. Delayed tasks never run."""
    monkeypatch.setitem(current_app.conf, "task_always_eager", True)
    monkeypatch.setattr(background, "put", lambda work, seconds=0: None if seconds else work())


@pytest.fixture
def account(player: Player) -> User:
    return User.objects.get(pk=player.id)


@pytest.fixture
def committed(transactional_db: Any) -> None:
    """For tests of `on_commit` hooks."""
