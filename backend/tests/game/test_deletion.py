"""A player with many plays can be deleted within the statement timeout."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from game import signals
from game.models import Play, PlayerStatistics
from tests.api import PASSWORD, registered


@pytest.mark.parametrize(("plays", "statements"), [(0, 0), (4, 2), (5, 3)])
def test_the_plays_of_an_account_are_deleted_few_at_a_time_in_one_transaction(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, plays: int, statements: int
) -> None:
    monkeypatch.setattr(signals, "DELETED_AT_ONCE", 2)
    player, other = registered(), registered()
    other.play(842)
    for _ in range(plays):
        player.play(842)
    with CaptureQueriesContext(connection) as queries:
        assert player.delete("/auth/api/user/", {"password": PASSWORD}).status == 204
    sent = [query["sql"].replace("`", "").replace('"', "") for query in queries]
    bounded = [sql for sql in sent if sql.startswith("DELETE FROM game_play ") and "seq <=" in sql]
    assert len(bounded) == statements
    [last] = [sql for sql in sent if sql.startswith("DELETE FROM accounts_user ")]
    if bounded:
        assert "COMMIT" not in sent[sent.index(bounded[0]) : sent.index(last)]
    assert Play.objects.count() == PlayerStatistics.objects.filter(seq=1).count() == 1
