"""The stack of docker-compose.yml works as documented."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.compose.tests.addresses import BACKEND, EDGE, FLOWER, FRONTEND, MAILS, PORTS
from deploy.compose.tests.players import Player, next_frame
from deploy.compose.tests.stack import Stack, browse, run_in

FLOWERS_PASSWORD = ("flower", "flower")
CACHED_SECONDS = 5.0  # how old a cached summary may be
SERVICES = {"mysql", "redis", "migrate", "backend", "worker", "beat", "flower", "mailpit", "frontend", "nginx"}


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    files = ["docker-compose.yml", "deploy/compose/smoke.dev.yml"]
    # All players have the same address here.
    with Stack("numberplay-smoke", files, {**PORTS, "BUILD_ID": "smoke", "RATE_LIMIT_REGISTER": "off"}) as stack:
        stack.up()
        yield stack


def test_every_service_is_healthy_and_the_migration_is_done(stack: Stack) -> None:
    states = {one.service: one.state for one in stack.containers()}

    assert states == {**dict.fromkeys(SERVICES, "healthy"), "migrate": "exited(0)"}


def test_our_containers_run_unprivileged_on_a_read_only_file_system(stack: Stack) -> None:
    ours = [one for one in stack.containers() if one.is_ours and one.service not in ("migrate", "mailpit")]

    assert all(one.facts["HostConfig"]["ReadonlyRootfs"] for one in ours)
    assert all(run_in(one, "id", "-u").strip() in ("101", "1000", "10001") for one in ours)


def test_everything_is_published_on_this_machine_alone(stack: Stack) -> None:
    published = [address for one in stack.containers() for address in one.published]

    assert len(published) == len(PORTS)
    assert all(address.startswith("127.0.0.1:") for address in published)


@pytest.mark.parametrize("origin", [BACKEND, EDGE])
def test_the_backend_says_that_it_is_healthy_and_of_which_build(stack: Stack, origin: str) -> None:
    health = httpx.get(f"{origin}/health/").json()

    assert health["status"] == "healthy"
    assert health["build"] == "smoke"
    assert set(health["checks"].values()) == {"up"}


@pytest.mark.parametrize("origin", [BACKEND, EDGE])
async def test_a_play_arrives_on_the_players_socket(stack: Stack, origin: str) -> None:
    player = await Player(origin).register()
    async with player.socket() as socket:
        result = await player.play(842)
        frame = await next_frame(socket)

    assert result["prize"] == 421
    assert frame == {"type": "game_result", **result}


@pytest.mark.parametrize("origin", [FRONTEND, EDGE])
def test_the_web_app_is_there(stack: Stack, origin: str) -> None:
    page = httpx.get(f"{origin}/login", follow_redirects=True)

    assert page.status_code == 200
    assert "NumberPlay" in page.text


@pytest.mark.parametrize("origin", [FRONTEND, EDGE])
def test_a_person_registers_plays_and_signs_out_in_a_browser(stack: Stack, origin: str) -> None:
    browse(origin)


def test_the_admin_has_its_styles(stack: Stack) -> None:
    page = httpx.get(f"{EDGE}/admin/", follow_redirects=True)

    assert page.status_code == 200
    assert httpx.get(f"{EDGE}/static/admin/css/base.css").status_code == 200


async def test_a_new_player_gets_a_mail(stack: Stack) -> None:
    player = await Player(BACKEND).register()

    assert await _receivers(until=player.email)


def test_an_operator_makes_a_superuser(stack: Stack) -> None:
    command = ["createsuperuser", "--noinput", "--username", "root_of_all", "--email", "root@example.com"]
    password = "very much an operator 7"
    stack.manage(*command, DJANGO_SUPERUSER_PASSWORD=password)

    with httpx.Client(base_url=EDGE, follow_redirects=True, headers={"Referer": EDGE}) as browser:
        browser.get("/admin/login/")
        form = {"username": "root@example.com", "password": password}
        page = browser.post(
            "/admin/login/?next=/admin/", data={**form, "csrfmiddlewaretoken": browser.cookies["csrftoken"]}
        )

    assert page.url.path == "/admin/"
    assert "Log out" in page.text


@pytest.mark.parametrize("path", ["/", "/workers", "/api/workers", "/api/tasks"])
def test_flower_wants_its_password(stack: Stack, path: str) -> None:
    assert httpx.get(FLOWER + path).status_code == 401


async def test_flower_lists_the_worker(stack: Stack) -> None:
    workers: Any = {}
    for _ in range(20):
        answer = await asyncio.to_thread(httpx.get, f"{FLOWER}/api/workers?refresh=1", auth=FLOWERS_PASSWORD)
        assert answer.status_code == 200
        workers = answer.json()
        if workers:
            break
        await asyncio.sleep(0.5)

    [worker] = stack.containers("worker")
    assert list(workers) == [f"celery@{worker.id[:12]}"]


@pytest.mark.parametrize("path", ["/metrics", "/flower/"])
def test_the_edge_shows_the_outside_nothing_of_the_inside(stack: Stack, path: str) -> None:
    assert httpx.get(EDGE + path).status_code == 404


async def _receivers(until: str) -> bool:
    for _ in range(40):
        mails = (await asyncio.to_thread(httpx.get, MAILS)).json()["messages"]
        if any(receiver["Address"] == until for mail in mails for receiver in mail["To"]):
            return True
        await asyncio.sleep(0.5)
    return False


def test_prometheus_scrapes_the_worker_and_the_queue_lengths(stack: Stack) -> None:
    ask = "import sys, urllib.request as r; print(r.urlopen(sys.argv[1], timeout=5).read().decode())"

    assert "numberplay_tasks_total" in stack.exec("backend", "python", "-c", ask, "http://worker:9100/metrics")
    output = stack.exec("backend", "python", "-c", ask, "http://localhost:8000/metrics")
    assert 'numberplay_queue_length{queue="mail"}' in output


async def test_a_lost_database_is_restored_from_its_backup(stack: Stack, tmp_path: Path) -> None:
    player = await Player(BACKEND).register()
    await player.play(842)
    file = stack.run("deploy/backup/backup", str(tmp_path)).strip()
    await player.play(841)
    stack.exec("mysql", "sh", "-c", 'MYSQL_PWD=$MYSQL_ROOT_PASSWORD exec mysql -uroot -e "DROP DATABASE numberplay"')

    stack.run("deploy/backup/restore", file)

    stack.wait_until_healthy()
    await asyncio.sleep(CACHED_SECONDS)
    statistics = (await player.http.get("/api/game/statistics/")).json()
    assert (statistics["total_games"], statistics["wins"]) == (1, 1)
    reconcile = "from game.tasks import reconcile_statistics as r; print('mended', r())"
    assert "mended 0" in stack.manage("shell", "-c", reconcile)
