"""The total time that a request may spend in the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.test import RequestFactory

from core.api.streaming import download
from core.db.mysql.time_budget import TimeBudget


def test_nothing_begins_once_the_time_is_spent() -> None:
    budget = TimeBudget(2.5)
    with budget:
        budget.spent = 2.6  # as if that much time had passed
    with pytest.raises(OperationalError), budget:
        raise AssertionError
    budget.renew()
    with budget:
        pass


def test_without_a_limit_everything_begins() -> None:
    budget = TimeBudget(None)
    budget.spent = 1e9
    with budget:
        pass


def test_each_chunk_of_a_download_has_the_time_of_a_request(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    budget = TimeBudget(2.5)
    # The connection wrapper itself: on the proxy, undoing the patch would delete the attribute instead of restoring it.
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "budget", budget, raising=False)
    spent: list[float] = []

    def chunks() -> Iterator[str]:
        for text in "abc":
            spent.append(budget.spent)
            budget.spent += 2.4
            yield text

    answer = download(RequestFactory().get("/"), "owner", chunks(), "file", "text/plain")
    assert b"".join(cast("Iterator[bytes]", answer.streaming_content)) == b"abc"
    assert spent == [0, 0, 0]
