"""POST exports/ and GET exports/{id}/: all results in a file that a worker creates, with a link that expires."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from celery import current_app
from django.db import OperationalError
from django.utils import timezone

from accounts.models import User
from core.tasks.background import background
from game.exports import making, requests, tasks
from game.exports.tasks import clear_exports, make_export, sweep_exports
from game.models import Export, ExportChunk
from tests.api import PASSWORD, Answer, Player, call, registered
from tests.concurrency.parallel import in_parallel
from tests.game.plays import add_plays

PATH = "/api/game/exports/"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def player() -> Player:
    return registered()


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "RESULTS", 10)


def status(player: Player, export_id: str) -> dict[str, Any]:
    answer = player.get(f"{PATH}{export_id}/")
    assert answer.status == 200, answer.raw
    return dict(answer.json)


def made(player: Player) -> dict[str, Any]:
    export_id = player.post(PATH).json["id"]
    make_export(export_id)
    return status(player, export_id)


def opened(url: str) -> Answer:
    parts = urlsplit(url)
    return call("GET", f"{parts.path}?{parts.query}")


def text_now(player: Player) -> bytes:
    return player.get("/api/game/results/export/").raw


def move_back(**ago: float) -> None:
    Export.objects.update(changed_at=timezone.now() - timedelta(**ago))


@pytest.mark.parametrize("plays", [0, 1, 9, 10, 11, 35])
def test_the_file_is_that_of_the_direct_export(player: Player, small_parts: None, plays: int) -> None:
    if plays:
        add_plays(player.id, plays)
    answer = player.post(PATH)
    assert answer.status == 202
    waiting = {"state": "waiting", "progress": 0, "results": plays, "expires_at": None, "url": None}
    assert waiting.items() <= answer.json.items()
    assert status(player, answer.json["id"]) == answer.json

    make_export(answer.json["id"])

    export = status(player, answer.json["id"])
    assert (export["state"], export["progress"], export["results"]) == ("ready", 100, plays)
    file = opened(export["url"])
    assert (file.status, file.raw) == (200, text_now(player))
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert file.headers["Content-Disposition"] == 'attachment; filename="numberplay-results.csv"'
    assert file.headers["Cache-Control"] == "no-store"
    assert len(file.raw.splitlines()) == plays + 1


def test_plays_after_the_request_are_not_in_it(player: Player, small_parts: None) -> None:
    add_plays(player.id, 25)
    before, export_id = text_now(player), player.post(PATH).json["id"]
    player.play(842)
    make_export(export_id)
    assert opened(status(player, export_id)["url"]).raw == before


def test_the_progress_grows_with_each_part(player: Player, small_parts: None) -> None:
    add_plays(player.id, 35)
    export_id = player.post(PATH).json["id"]
    seen = []
    for _ in range(4):
        making._make_part(uuid.UUID(export_id))
        export = status(player, export_id)
        seen.append((export["state"], export["progress"], export["url"] is not None))
    assert seen == [("running", 28, False), ("running", 57, False), ("running", 85, False), ("ready", 100, True)]


@pytest.mark.parametrize("part", [0, 1, 3])
def test_a_run_that_fails_is_continued(
    player: Player, small_parts: None, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    add_plays(player.id, 35)
    export_id = player.post(PATH).json["id"]
    create = ExportChunk.objects.create

    def fail(**values: Any) -> Any:
        if values["position"] == part:
            raise OperationalError("the connection is lost before the commit")
        return create(**values)

    with monkeypatch.context() as patched:
        patched.setattr(ExportChunk.objects, "create", fail)
        with pytest.raises(OperationalError):
            make_export(export_id)
    assert Export.objects.get().chunks == ExportChunk.objects.count() == part

    make_export(export_id)
    assert opened(status(player, export_id)["url"]).raw == text_now(player)
    assert ExportChunk.objects.count() == 4


def test_several_workers_make_one_file(player: Player, small_parts: None) -> None:
    add_plays(player.id, 95)
    export_id = player.post(PATH).json["id"]
    in_parallel([lambda: make_export(export_id)] * 4)
    assert sorted(ExportChunk.objects.values_list("position", flat=True)) == list(range(Export.objects.get().chunks))
    make_export(export_id)
    assert opened(status(player, export_id)["url"]).raw == text_now(player)


def test_a_player_has_one_export_at_a_time(player: Player) -> None:
    player.play(842)
    first = player.post(PATH).json["id"]
    player.play(2)
    assert player.post(PATH).json["id"] == first
    assert registered().post(PATH).json["id"] != first
    make_export(first)
    assert opened(status(player, first)["url"]).raw.count(b"\r\n") == 2
    Export.objects.filter(pk=first).update(seq=2)
    assert player.post(PATH).json["id"] == first

    player.play(7)
    second = player.post(PATH).json["id"]
    assert second != first
    assert player.get(f"{PATH}{first}/").status == 404
    assert Export.objects.filter(player_id=player.id).count() == 1
    assert not ExportChunk.objects.filter(export__player_id=player.id).exists()


def test_parallel_requests_get_the_same_export(player: Player) -> None:
    player.play(842)
    answers = in_parallel([lambda: player.post(PATH)] * 8)
    assert {answer.status for answer in answers} == {202}
    assert {answer.json["id"] for answer in answers} == {str(Export.objects.get().pk)}


def test_the_request_queues_the_work_and_the_sweep_queues_what_stands_still(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[Any] = []
    monkeypatch.setitem(current_app.conf, "task_always_eager", True)  # otherwise, the tasks stay in the tests' broker
    monkeypatch.setattr(background, "put", lambda work, seconds=0: queued.append(work))
    player.play(842)
    export_id = player.post(PATH).json["id"]
    assert (len(queued), sweep_exports()) == (1, 0)
    move_back(minutes=2)
    assert (sweep_exports(), len(queued)) == (1, 2)
    for work in queued:
        work()
    assert status(player, export_id)["state"] == "ready"
    move_back(minutes=2)
    assert sweep_exports() == 0


def test_nobody_else_sees_it(player: Player) -> None:
    export_id = made(player)["id"]
    assert registered().get(f"{PATH}{export_id}/").status == 404
    assert call("GET", f"{PATH}{export_id}/").status == 401
    assert player.get(f"{PATH}{uuid.uuid4()}/").status == 404


def test_a_link_works_for_five_minutes_and_for_one_file(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    player.play(842)
    url, other = made(player)["url"], made(registered())["url"]
    assert url != other
    token, others = urlsplit(url).query, urlsplit(other).query
    key, _, seal = token.partition("%3A")
    forged = f"{others.partition('%3A')[0]}%3A{seal}"
    for query in ("", "token=", "token=nonsense", token[:-1], forged, f"token={key}", "token=%00"):
        assert (call("GET", f"{PATH}file/?{query}").status, query) == (404, query)
    assert opened(url).status == 200

    late = time.time() + requests.LINK_SECONDS + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    assert opened(url).status == 404


def test_an_expired_export_is_gone_and_is_deleted_every_night(
    player: Player, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "DELETED_AT_ONCE", 2)
    add_plays(player.id, 55)
    export = made(player)
    kept = made(registered())
    Export.objects.filter(pk=export["id"]).update(changed_at=timezone.now() - tasks.KEPT)
    assert player.get(f"{PATH}{export['id']}/").status == 404
    assert opened(export["url"]).status == 404
    assert [clear_exports(), clear_exports()] == [1, 0]
    assert [str(one.export_id) for one in ExportChunk.objects.all()] == [kept["id"]]
    assert player.post(PATH).status == 202


def test_a_deleted_player_leaves_no_file(player: Player, small_parts: None) -> None:
    add_plays(player.id, 25)
    url = made(player)["url"]
    assert player.delete("/auth/api/user/", {"password": PASSWORD}).status == 204
    assert (Export.objects.count(), ExportChunk.objects.count()) == (0, 0)
    assert opened(url).status == 404
    assert not User.objects.exists()


def test_a_part_in_memory_is_small_and_parts_are_sent_in_pieces_that_a_slow_reader_can_read(player: Player) -> None:
    add_plays(player.id, 2 * making.RESULTS)
    export_id = made(player)["id"]
    pieces = list(making.text_of(Export.objects.get(pk=export_id)))
    assert max(map(len, pieces)) == making.SENT
    assert max(len(part.content) for part in ExportChunk.objects.all()) < 200_000
    assert "".join(pieces).encode() == text_now(player)
