"""Operators find plays by player, number and idempotency key."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import User
from game import play_search
from tests.api import PASSWORD, Player, registered


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("operator", "operator@example.com", PASSWORD))
    return client


@pytest.fixture
def other(player: Player) -> Player:
    """Both players have used the key and the number."""
    player.play(842, key="first try")
    player.play(7, key="second")
    player.play(842)
    other = registered()
    other.play(842, key="first try")
    return other


def seqs(operator: Client, q: str) -> list[tuple[str, int]]:
    page = operator.get("/admin/game/play/", {"q": q}).content.decode()
    row = re.compile(r'class="field-player[^"]*">(?:<a[^>]*>)?([^<]+).*?class="field-seq">(\d+)<', re.DOTALL)
    return [(player, int(seq)) for player, seq in row.findall(page)]


def test_player_number_and_key_are_searched_alone_and_combined(operator: Client, player: Player, other: Player) -> None:
    mine, theirs = player.user["username"], other.user["username"]
    all_of_842 = [(theirs, 1), (mine, 3), (mine, 1)]
    assert seqs(operator, "") == [(theirs, 1), (mine, 3), (mine, 2), (mine, 1)]
    assert seqs(operator, player.user["email"]) == [(mine, 3), (mine, 2), (mine, 1)]
    assert seqs(operator, "842") == all_of_842
    assert seqs(operator, "0842") == all_of_842
    assert seqs(operator, f"{mine} 842") == [(mine, 3), (mine, 1)]
    assert seqs(operator, f"842 {mine}") == [(mine, 3), (mine, 1)]
    assert seqs(operator, "key:first try") == [(theirs, 1), (mine, 1)]
    assert seqs(operator, f"{mine} key:first try") == [(mine, 1)]
    assert seqs(operator, f"{mine} 7 key:second") == [(mine, 2)]


@pytest.mark.parametrize(
    "text", ["key:first", "key:", "key:First try", "8", "0", "10000", "nobody 842", "1 2", "a b c"]
)
def test_nothing_else_is_found(operator: Client, other: Player, text: str) -> None:
    assert seqs(operator, text) == []


def test_a_number_is_looked_for_among_the_newest_plays_only(
    operator: Client, player: Player, other: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(play_search, "SEARCHED", 2)
    mine, theirs = player.user["username"], other.user["username"]
    assert seqs(operator, "842") == [(theirs, 1), (mine, 3)]
    assert seqs(operator, f"{mine} 842") == [(mine, 3)]
    assert seqs(operator, f"{mine} key:first try") == [(mine, 1)]  # by index
