"""What docker-compose.prod.yml promises, with three of each that scales."""

from __future__ import annotations

import asyncio
import json
import ssl
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.compose.tests import stack as docker
from deploy.compose.tests.players import Player, next_frame
from deploy.compose.tests.stack import Stack
from deploy.compose.tests.test_secrets import new_secrets

HTTP = "http://localhost:9080"
HTTPS = "https://localhost:9443"
SCALED = {"http": 3, "socket": 3, "worker": 3, "mailer": 2}
SINGLE = ("mysql", "redis-cache", "redis-state", "migrate", "beat", "flower", "frontend", "nginx", "mail")
ROLLED_OUT = ("http", "socket", "worker", "mailer", "frontend")
MAILS = 300

QUEUE_MAILS = f"""
from accounts import mails
from accounts.models import User
names = [f"mailed_{{n}}" for n in range({MAILS})]
User.objects.bulk_create(User(username=n, username_key=n, email=f"{{n}}@example.com") for n in names)
for user in User.objects.filter(username__startswith="mailed_"):
    mails.tell(user, "welcome", cause=f"welcome:{{user.pk}}")
"""

ASK_FLOWER = """
import base64, json, os, urllib.error, urllib.request as r
address = "http://127.0.0.1:5555/api/workers?refresh=1"
try:
    r.urlopen(address)
except urllib.error.HTTPError as refusal:
    assert refusal.code == 401
else:
    raise SystemExit("Flower is open")
key = base64.b64encode(os.environ["FLOWER_BASIC_AUTH"].encode()).decode()
print(json.dumps(list(json.load(r.urlopen(r.Request(address, headers={"Authorization": f"Basic {key}"}))))))
"""

READ_MAILS = "import urllib.request as r; print(r.urlopen('http://mail:8025/api/v1/messages').read().decode())"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a certificate that only this run trusts."""
    folder = tmp_path_factory.mktemp("tls")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    files = ["-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt")]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    subprocess.run(["openssl", "req", "-x509", *key, *files, *name], check=True, capture_output=True)
    (folder / "tls.key").chmod(0o644)  # for user 101, whom this machine may not know
    return folder


@pytest.fixture(scope="module")
def trust(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "tls.crt"))


@pytest.fixture(scope="module")
def stack(folder: Path) -> Iterator[Stack]:
    variables = {
        **new_secrets(),
        "TLS_FOLDER": str(folder),
        "HTTP_PORT": "9080",
        "HTTPS_PORT": "9443",
        "BUILD_ID": "smoke",
        # Everybody here has one address, and plays fast.
        "RATE_LIMIT_PLAY": "off",
        "RATE_LIMIT_REGISTER": "off",
    }
    stack = Stack("numberplay-smoke-prod", ["docker-compose.prod.yml", "deploy/compose/smoke.prod.yml"], variables)
    stack.down()
    try:
        stack.up(*(f"--scale={service}={number}" for service, number in SCALED.items()))
        yield stack
    finally:
        stack.down()


@pytest.fixture
def player(stack: Stack, trust: ssl.SSLContext) -> Player:
    return Player(HTTPS, trust)


def test_every_instance_is_healthy(stack: Stack) -> None:
    containers = stack.containers()

    assert Counter(one.service for one in containers) == {**SCALED, **dict.fromkeys(SINGLE, 1)}
    assert {one.state for one in containers if one.service != "migrate"} == {"healthy"}


def test_our_containers_run_as_nobody_special_on_a_file_system_that_is_read_only(stack: Stack) -> None:
    ours = [one for one in stack.containers() if one.is_ours and one.service not in ("migrate", "mail")]

    assert all(one.facts["HostConfig"]["ReadonlyRootfs"] for one in ours)
    assert all(docker.run_in(one, "id", "-u").strip() in ("101", "1000", "10001") for one in ours)


def test_every_service_is_bounded_restarted_and_its_log_rotated(stack: Stack) -> None:
    for one in stack.containers():
        limits = one.facts["HostConfig"]
        if one.service not in ("migrate", "mail"):
            assert limits["RestartPolicy"]["Name"] == "unless-stopped", one.service
        if one.service != "mail":
            assert all(limits[name] > 0 for name in ("Memory", "NanoCpus", "PidsLimit")), one.service
            assert limits["LogConfig"]["Config"] == {"max-size": "10m", "max-file": "5"}, one.service


def test_only_nginx_listens_outside(stack: Stack) -> None:
    assert {one.service for one in stack.containers() if one.published} == {"nginx"}


def test_http_leads_to_https(stack: Stack) -> None:
    redirect = httpx.get(f"{HTTP}/play?a=b")

    assert redirect.status_code == 308
    assert redirect.headers["location"] == "https://localhost/play?a=b"


def test_all_that_is_behind_the_edge_answers(stack: Stack, trust: ssl.SSLContext) -> None:
    with httpx.Client(base_url=HTTPS, verify=trust, follow_redirects=True) as browser:
        health = browser.get("/health/").json()
        page = browser.get("/login")
        admin = browser.get("/admin/")
        inside = [browser.get(path).status_code for path in ("/metrics", "/flower/")]

    assert (health["status"], health["build"]) == ("healthy", "smoke")
    assert page.status_code == 200
    assert "NumberPlay" in page.text
    assert "max-age" in page.headers["strict-transport-security"]
    assert admin.status_code == 200
    assert inside == [404, 404]


def test_a_person_registers_plays_and_logs_out_in_a_browser(stack: Stack) -> None:
    docker.browse(HTTPS)


def test_the_cache_may_forget_and_the_state_may_not(stack: Stack) -> None:
    def setting(service: str, name: str) -> str:
        return stack.exec(service, "redis-cli", "config", "get", name).split()[-1]

    assert setting("redis-cache", "maxmemory-policy") == "allkeys-lru"
    assert setting("redis-cache", "appendonly") == "no"
    assert setting("redis-state", "maxmemory-policy") == "noeviction"
    assert setting("redis-state", "appendonly") == "yes"


async def test_a_play_reaches_the_players_sockets_on_every_instance(stack: Stack, player: Player) -> None:
    await player.register()
    async with AsyncExitStack() as opened:
        sockets = [await opened.enter_async_context(player.socket()) for _ in range(9)]
        results = [await player.play(number) for number in (842, 901, 2, 9998)]
        for socket in sockets:
            assert [await next_frame(socket) for _ in results] == [{"type": "game_result", **one} for one in results]

    await asyncio.sleep(1)
    lines = _edge_lines(stack)
    sockets_at = {line["upstream"] for line in lines if line["path"] == "/ws/game/"}
    assert len(sockets_at) == 3
    assert len({line["upstream"] for line in lines if line["path"].startswith(("/api/", "/auth/"))}) >= 2


async def test_whichever_container_is_killed_no_acknowledged_play_and_no_result_is_lost(
    stack: Stack, player: Player
) -> None:
    await player.register()
    heard: list[list[int]] = [[] for _ in range(3)]
    opened = [asyncio.Event() for _ in heard]
    listeners = [asyncio.create_task(player.listen(*one)) for one in zip(heard, opened, strict=True)]
    await asyncio.gather(*(one.wait() for one in opened))
    acknowledged: list[int] = []
    done = asyncio.Event()

    async def play(lane: int) -> None:
        number = 0
        while not done.is_set():
            number += 1
            acknowledged.append(await player.play_until_acknowledged(number, f"{lane}-{number}"))
            await asyncio.sleep(0.02)

    lanes = [asyncio.create_task(play(lane)) for lane in range(4)]
    for service in ("http", "socket", "worker", "redis-cache", "redis-state", "frontend", "beat", "nginx", "mysql"):
        victim = stack.containers(service)[0]
        await asyncio.sleep(2)
        await asyncio.to_thread(docker.kill, victim)
        await asyncio.sleep(2)
        await asyncio.to_thread(docker.start, victim)
        await _healthy(stack, service)
    await asyncio.sleep(2)
    done.set()
    await asyncio.gather(*lanes)

    everything = list(range(1, len(acknowledged) + 1))
    assert sorted(acknowledged) == everything
    deadline = time.monotonic() + 5
    while any(one != everything for one in heard) and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    for listener in listeners:
        listener.cancel()
    assert [one == everything for one in heard] == [True, True, True]
    assert len(everything) > 300
    statistics = (await player.http.get("/api/game/statistics/")).json()
    assert statistics["total_games"] == len(everything)


@pytest.mark.timeout(1200)  # twelve instances, one after the other
async def test_a_roll_out_replaces_every_instance_and_fails_no_request(stack: Stack, player: Player) -> None:
    await player.register()
    heard: list[int] = []
    opened, done = asyncio.Event(), asyncio.Event()
    beside = [asyncio.create_task(player.listen(heard, opened)), asyncio.create_task(player.stay_signed_in())]
    await opened.wait()
    statuses: list[int] = []

    async def play() -> None:
        while not done.is_set():
            played = await player.http.post("/api/game/play/", json={"number": 842})
            page = await player.http.get("/login")
            statuses.extend((played.status_code, page.status_code))

    lanes = [asyncio.create_task(play()) for _ in range(3)]
    before = {one.id for service in ROLLED_OUT for one in stack.containers(service)}
    await asyncio.to_thread(stack.run, "deploy/compose/roll-out")
    done.set()
    await asyncio.gather(*lanes)
    await asyncio.sleep(5)
    assert not any(task.done() for task in beside)
    for task in beside:
        task.cancel()

    assert Counter(statuses) == {200: len(statuses)}
    assert heard == list(range(1, len(statuses) // 2 + 1))
    assert Counter(one.service for one in stack.containers()) == {**SCALED, **dict.fromkeys(SINGLE, 1)}
    assert not before & {one.id for one in stack.containers()}


async def test_three_hundred_tasks_have_three_hundred_effects(stack: Stack) -> None:
    stack.exec("http", "python", "manage.py", "shell", "-c", QUEUE_MAILS)

    receivers: list[str] = []
    for _ in range(120):
        receivers = _receivers(stack)
        if len(receivers) >= MAILS:
            break
        await asyncio.sleep(0.5)
    await asyncio.sleep(3)  # for one too many

    receivers = _receivers(stack)
    assert sorted(receivers) == sorted(f"mailed_{n}@example.com" for n in range(MAILS))


async def test_flower_wants_its_password_and_lists_all_workers(stack: Stack) -> None:
    expected = {f"celery@{one.id[:12]}" for name in ("worker", "mailer") for one in stack.containers(name)}
    listed: set[str] = set()
    for _ in range(20):
        listed = set(json.loads(stack.exec("flower", "python", "-c", ASK_FLOWER)))
        if listed >= expected:
            break
        await asyncio.sleep(0.5)

    assert listed >= expected


def test_an_operator_makes_a_superuser(stack: Stack) -> None:
    command = ["python", "manage.py", "createsuperuser", "--noinput", "--username", "root_of_all"]
    made = stack.exec("http", *command, "--email", "root@example.com", DJANGO_SUPERUSER_PASSWORD="an operator 7 zz")

    assert "created" in made


def _edge_lines(stack: Stack) -> list[dict[str, Any]]:
    [edge] = stack.containers("nginx")
    lines = [json.loads(line) for line in docker.logs(edge).splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "edge.answered"]


def _receivers(stack: Stack) -> list[str]:
    mails = json.loads(stack.exec("http", "python", "-c", READ_MAILS))["messages"]
    addresses = [receiver["Address"] for mail in mails for receiver in mail["To"]]
    return [address for address in addresses if address.startswith("mailed_")]


async def _healthy(stack: Stack, service: str) -> None:
    for _ in range(60):
        if all(one.state == "healthy" for one in await asyncio.to_thread(stack.containers, service)):
            return
        await asyncio.sleep(1)
    raise AssertionError(f"{service} did not come back")
