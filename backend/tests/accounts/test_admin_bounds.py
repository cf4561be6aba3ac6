"""The cost of an admin page doesn't grow with the number of plays, players or anything else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent, Mail, Session, User
from core.admin.bounded import MAX_LISTED, PER_PAGE, BoundedAdmin
from game.models import Play, PlayerStatistics
from operations.models import TaskFailure
from tests.api import PASSWORD, Player, registered
from tests.game.plays import add_plays

MANY = MAX_LISTED + 500
SOME = 120
PAGES = {
    "the first page": "/admin/",
    "players": "/admin/accounts/user/",
    "players by email": "/admin/accounts/user/?o=2",
    "active players": "/admin/accounts/user/?is_active__exact=1",
    "players that are searched": "/admin/accounts/user/?q=player",
    "a player": "/admin/accounts/user/{player}/change/",
    "everything about a player": "/admin/accounts/user/{player}/overview/",
    "the figures of now": "/admin/live/",
    "a player's history": "/admin/accounts/user/{player}/history/",
    "a player's password": "/admin/accounts/user/{player}/password/",
    "the deletion of a player": "/admin/accounts/user/{player}/delete/",
    "plays": "/admin/game/play/",
    "plays on another page": "/admin/game/play/?p=3",
    "plays that were won": "/admin/game/play/?result__exact=win",
    "all plays": "/admin/game/play/?all=1",
    "plays by another column": "/admin/game/play/?o=4",
    "plays of a player": "/admin/game/play/?q={email}",
    "plays of a number": "/admin/game/play/?q=842",
    "plays of a player and a number": "/admin/game/play/?q={email}+842",
    "plays of a key": "/admin/game/play/?q=key:a",
    "plays of nobody": "/admin/game/play/?q=nobody",
    "a play": "/admin/game/play/{play}/change/",
    "plays with counts": "/admin/game/play/?_facets=True",
    "statistics": "/admin/game/playerstatistics/",
    "statistics of a player": "/admin/game/playerstatistics/?q={email}",
    "audit events": "/admin/accounts/auditevent/",
    "audit events of a player": "/admin/accounts/auditevent/?q={email}",
    "mails": "/admin/accounts/mail/",
    "mails of a kind": "/admin/accounts/mail/?kind=welcome",
    "mails to a player": "/admin/accounts/mail/?q={email}",
    "task failures": "/admin/operations/taskfailure/",
    "task failures that are searched": "/admin/operations/taskfailure/?q=send",
}

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def operator(committed: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("operator", "operator@example.com", PASSWORD))
    return client


@contextmanager
def instances_made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The model of every instance that was loaded."""
    made: list[str] = []
    original = Model.from_db.__func__  # type: ignore[attr-defined]

    def from_db(cls: type[Model], *args: Any) -> Any:
        made.append(cls.__name__)
        return original(cls, *args)

    with monkeypatch.context() as patched:
        patched.setattr(Model, "from_db", classmethod(from_db))
        yield made


def cost(operator: Client, page: str, player: Player, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int, int]:
    """Queries, instances and bytes."""
    play = Play.objects.filter(player_id=player.id).order_by("seq").values_list("pk", flat=True)[0]
    address = PAGES[page].format(player=player.id, play=play, email=player.user["email"])
    operator.get(address)  # the first request queries the content types, which are then cached
    with CaptureQueriesContext(connection) as queries, instances_made(monkeypatch) as made:
        answer = operator.get(address, follow=True)
    assert answer.status_code == 200
    return len(queries), len(made), len(answer.content)


def fill(player: Player) -> None:
    """Many rows in every table."""
    add_plays(player.id, MANY)
    now = timezone.now()
    at = {"rotated_at": now, "created_at": now, "last_used_at": now, "ip": "127.0.0.1"}
    Session.objects.bulk_create(Session(player_id=player.id, current_token="x", **at) for _ in range(SOME))
    Mail.objects.bulk_create(
        Mail(player_id=player.id, cause=uuid.uuid4().hex, kind="welcome", to=player.user["email"]) for _ in range(MANY)
    )
    AuditEvent.objects.bulk_create(
        AuditEvent(player_id=player.id, event="sign_in", outcome="done") for _ in range(MANY)
    )
    TaskFailure.objects.bulk_create(TaskFailure(task=f"send_{n}", error=f"E{n}") for n in range(MANY))
    user = ContentType.objects.get_for_model(User)
    operator = User.objects.get(username="operator")
    LogEntry.objects.bulk_create(
        LogEntry(user=operator, content_type=user, object_id=str(player.id), object_repr="x", action_flag=CHANGE)
        for _ in range(SOME)
    )
    names = [f"player_many_{number}" for number in range(SOME)]
    User.objects.bulk_create(User(username=name, username_key=name, email=f"{name}@example.com") for name in names)
    PlayerStatistics.objects.bulk_create(
        PlayerStatistics(player=user) for user in User.objects.filter(username__in=names)
    )


def test_every_page_costs_what_a_full_page_costs(
    operator: Client, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prints this table: queries, rows and bytes with one play, and with many rows in every table."""
    player.play(842)
    small = {page: cost(operator, page, player, monkeypatch) for page in PAGES}
    fill(player)
    for page, (queries, _, size) in small.items():
        many = cost(operator, page, player, monkeypatch)
        print(f"{page}: {queries} -> {many[0]} queries, {many[1]} rows, {size} -> {many[2]} bytes")
        search = {"the first page": 24, "the figures of now": 12}.get(page, 0)  # points in time are found by bisection
        assert many[0] <= queries + 1 + search, page  # an empty list needs no queries
        # Includes related players, and a hundred history entries or the permissions with their content types.
        assert many[1] <= 2 * PER_PAGE + 110, page
        assert many[2] < size + 100_000, page


def test_every_list_is_bounded(operator: Client, player: Player) -> None:
    """Including models of third-party apps."""
    assert all(isinstance(shown, BoundedAdmin) for shown in admin.site._registry.values())
    fill(player)
    page = operator.get("/admin/game/play/").content.decode()
    assert f"{MAX_LISTED} plays" in page
    assert "Select all" not in page
    for address in ("/admin/game/play/?p=21", "/admin/game/play/?p=999999"):
        assert operator.get(address).headers["Location"] == f"{address.partition('?')[0]}?e=1"


@pytest.mark.parametrize(
    "lookup",
    [
        *("seq=1", "seq__gt=1", "number=842", "number__regex=(a%2B)%2B$", "played_at__year=0", "played_at__year=99999"),
        *("prize__gte=0", "key_digest__contains=a", "player__email__contains=a", "result__in=win,lose"),
    ],
)
def test_a_list_is_filtered_only_by_what_it_offers(lookup: str, operator: Client, player: Player) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert operator.get(f"/admin/game/play/?{lookup}").status_code == 400
    assert [query["sql"] for query in queries if "game_play" in query["sql"]] == []


@pytest.mark.parametrize("one_by_one", [True, False])
def test_a_deletion_reads_no_play(one_by_one: bool, operator: Client, player: Player) -> None:
    """Like the player's own deletion."""
    other = registered()
    other.play(842)
    add_plays(player.id, 5000)
    name, chosen = player.user["username"], {"_selected_action": [player.id], "action": "delete_selected"}
    path = f"/admin/accounts/user/{player.id}/delete/" if one_by_one else "/admin/accounts/user/"
    with CaptureQueriesContext(connection) as queries:
        page = operator.get(path) if one_by_one else operator.post(path, chosen)
        assert f"{name}, including all plays" in page.content.decode()
        assert len(page.content) < 20_000
        assert operator.post(path, {**chosen, "post": "yes"}).status_code == 302
    on_plays = [query["sql"] for query in queries if "game_play" in query["sql"].replace("game_playerstatistics", "")]
    assert [sql[:6] for sql in on_plays if not sql.startswith("DELETE")] in (
        [],
        ["SELECT"],
    )  # Django makes one more query
    assert not User.objects.filter(pk=player.id).exists()
    assert set(Play.objects.values_list("player_id", flat=True)) == {other.id}
    assert not LogEntry.objects.filter(object_repr__contains=name).exists()


def test_an_action_is_for_the_ticked_rows_alone(operator: Client, player: Player) -> None:
    other = registered()
    chosen = {"_selected_action": [player.id], "select_across": "1", "post": "yes"}
    assert operator.post("/admin/accounts/user/", {**chosen, "action": "block", "confirmed": "yes"}).status_code == 302
    assert dict(User.objects.exclude(username="operator").values_list("pk", "is_active")) == {
        player.id: False,
        other.id: True,
    }
    assert operator.post("/admin/accounts/user/", {**chosen, "action": "delete_selected"}).status_code == 302
    assert User.objects.filter(pk=other.id).exists()
    assert not User.objects.filter(pk=player.id).exists()


def test_deleting_several_players_deletes_each(operator: Client, player: Player) -> None:
    players = [player, *(registered() for _ in range(3))]
    for one in players:
        one.play(842)
    chosen = {"_selected_action": [one.id for one in players], "action": "delete_selected", "post": "yes"}
    assert operator.post("/admin/accounts/user/", chosen).status_code == 302
    assert list(User.objects.values_list("username", flat=True)) == ["operator"]
    assert (Play.objects.count(), Session.objects.count(), PlayerStatistics.objects.count()) == (0, 0, 1)
