"""gunicorn's worker executes plain plays itself, in groups, and responds byte by byte as Django does."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.processes.players import Account, Edge, wait_until
from tests.processes.programs import UNLIMITED, Gunicorn, environment
from tests.processes.raw_http import parse
from tests.services.ports import HOST

ORIGIN = "https://play.example.org"
BY_DJANGO = "Content-Encoding: identity"  # changes only which code executes the play
CONNECTIONS = 24
# The values that differ from play to play.
_OWN = re.compile(rb'(?<="id":)[0-9]+|(?<="seq":)[0-9]+|(?<="played_at":")[^"]+|(?<=Date: )[^\r]+|(?<=Length: )[0-9]+')


@pytest.fixture(scope="module")
def program(database_url: str) -> Iterator[Gunicorn]:
    env = environment(DATABASE_URL=database_url, CORS_ALLOWED_ORIGINS=ORIGIN, **UNLIMITED)
    with Gunicorn({**env, "RATE_LIMIT_PLAY": "60/min", "NUM_PROXIES": "1"}) as started:
        yield started


@pytest.fixture(scope="module")
def edge(program: Gunicorn) -> Iterator[Edge]:
    opened = Edge(program)
    yield opened
    opened.close()


@pytest.fixture
def account(edge: Edge) -> Account:
    return edge.register()


@pytest.fixture
def connection(program: Gunicorn) -> Iterator[socket.socket]:
    with opened(program) as one:
        yield one


def opened(program: Gunicorn) -> socket.socket:
    return socket.create_connection((HOST, program.port), timeout=20)


def request(account: Account, *fields: str, number: object = 842, body: str | None = None) -> bytes:
    body = f'{{"number":{number}}}' if body is None else body
    own = {field.partition(":")[0].lower() for field in fields}
    usual = {
        "Host": "localhost",
        "Authorization": f"Bearer {account.access}",
        "Content-Type": "application/json",
        "X-Request-ID": "the-same",
        "Content-Length": str(len(body)),
    }
    lines = [*(f"{name}: {value}" for name, value in usual.items() if name.lower() not in own), *fields]
    return "\r\n".join(["POST /api/game/play/ HTTP/1.1", *lines, "", body]).encode("latin-1")


def received(connection: socket.socket) -> bytes:
    """One response."""
    data = b""
    while b"\r\n\r\n" not in data or len(data.partition(b"\r\n\r\n")[2]) < int(length(data)):
        part = connection.recv(65536)
        assert part, data
        data += part
    return data


def length(data: bytes) -> str:
    return parse(data).values("Content-Length")[0]


def exchanged(connection: socket.socket, sent: bytes) -> bytes:
    connection.sendall(sent)
    return received(connection)


def groups(edge: Edge) -> tuple[int, int]:
    """The number of groups so far, and of the plays in them."""
    text = edge.call("GET", "/metrics").text
    count, total = (re.search(rf"^numberplay_play_group_size_{what} (\S+)$", text, re.M) for what in ("count", "sum"))
    return int(float(count[1])) if count else 0, int(float(total[1])) if total else 0


PLAIN: dict[str, dict[str, object]] = {
    "nothing else": {},
    "a browser of another origin that is allowed": {"fields": [f"Origin: {ORIGIN}"]},
    "an edge that ended TLS": {"fields": ["X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.9"]},
    "an edge without TLS": {"fields": ["X-Forwarded-Proto: http"]},
    "a browser behind TLS": {"fields": [f"Origin: {ORIGIN}", "X-Forwarded-Proto: https", "Cookie: a=b; c=\\d"]},
    "another host": {"fields": ["Host: elsewhere.example"]},
    "fields in another case, with spaces": {
        "fields": ["authorization:   bearer   {access}  ", "content-type:application/json; charset=UTF-8"]
    },
    "what proxies and clients add": {
        "fields": [
            "Accept: text/html",
            "Accept-Encoding: br;q=0",
            "Via: 1.1 x",
            "User-Agent: é",
            "X-Http-Method-Override: GET",
        ]
    },
    "keep-alive": {"fields": ["Connection: Keep-Alive"]},
    "spaces in the body": {"body": ' {\r\n\t"number" : 842 } '},
    "the largest number": {"number": 9999},
    "the smallest number": {"number": 1},
    "a key": {"fields": ["Idempotency-Key: {key}"]},
}
OTHER: dict[str, dict[str, object]] = {
    "an origin that isn't allowed": {"fields": ["Origin: https://elsewhere.example"]},
    "a scheme that doesn't exist": {"fields": ["X-Forwarded-Proto: gopher"]},
    "another number format": {"number": "842.0"},
    "too large": {"number": 10000},
    "too small": {"number": 0},
    "a string": {"number": '"842"'},
    "a second member": {"body": '{"number":842,"more":1}'},
    "the member twice": {"body": '{"number":842,"number":842}'},
    "not JSON": {"body": "{"},
    "a form feed": {"body": '{"number":\f842}'},
    "another charset": {"fields": ["Content-Type: application/json; charset=latin-1"]},
    "no token": {"fields": ["Authorization: "]},
    "another scheme": {"fields": ["Authorization: Basic {access}"]},
    "two tokens": {"fields": ["Authorization: Bearer {access}", "Authorization: Bearer {access}"]},
    "an empty key": {"fields": ["Idempotency-Key: "]},
    "a key that is too long": {"fields": ["Idempotency-Key: " + "k" * 129]},
    "closing": {"fields": ["Connection: close"]},
}


def made(account: Account, case: dict[str, object], *more: str, key: str = "k") -> bytes:
    fields = [str(field).format(access=account.access, key=key) for field in case.get("fields", [])]  # type: ignore[attr-defined]
    rest = {name: value for name, value in case.items() if name != "fields"}
    return request(account, *fields, *more, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_play_has_the_same_response_as_from_django(
    connection: socket.socket, edge: Edge, account: Account, name: str
) -> None:
    by_django = exchanged(connection, made(account, PLAIN[name], BY_DJANGO, key="first"))
    before = groups(edge)

    by_worker = exchanged(connection, made(account, PLAIN[name], key="second"))

    assert groups(edge) == (before[0] + 1, before[1] + 1)
    assert _OWN.sub(b"", by_worker) == _OWN.sub(b"", by_django)
    first, second = parse(by_django), parse(by_worker)
    assert (first.status, first.json["seq"], second.json["seq"]) == (200, 1, 2)
    assert (second.json["number"], second.values("X-Request-ID")) == (first.json["number"], ["the-same"])
    assert length(by_worker) == str(len(second.body))
    assert edge.results(account) == [first.json, second.json]


@pytest.mark.parametrize("name", OTHER)
def test_everything_else_goes_to_django(program: Gunicorn, edge: Edge, account: Account, name: str) -> None:
    with opened(program) as first, opened(program) as second:
        exchanged(first, request(account))
        before, played = groups(edge), len(edge.results(account))
        usual = exchanged(first, made(account, OTHER[name]))
        by_django = exchanged(second, made(account, OTHER[name], BY_DJANGO))
    assert groups(edge) == before
    assert _OWN.sub(b"", usual) == _OWN.sub(b"", by_django)
    assert len(edge.results(account)) == played + 2 * (parse(usual).status == 200)


def test_what_a_group_refuses_has_the_same_response_as_from_django(
    connection: socket.socket, edge: Edge, account: Account
) -> None:
    """The worker executes it or asks for its admission, and Django responds."""
    exchanged(connection, request(account, "Idempotency-Key: used"))
    exchanged(connection, request(account))
    ended = edge.register()
    assert edge.call("POST", "/auth/api/logout/", ended).status_code == 204
    forged = Account(account.user, account.access[:-4] + "AAAA", account.refresh)
    rows: dict[str, tuple[Account, str, int, int]] = {
        "replayed": (account, "Idempotency-Key: used", 842, 200),
        "reused": (account, "Idempotency-Key: used", 843, 422),
        "ended": (ended, "X: y", 842, 401),
        "forged": (forged, "X: y", 842, 401),
    }
    for name, (whose, field, number, status) in rows.items():
        usual = exchanged(connection, request(whose, field, number=number))
        by_django = exchanged(connection, request(whose, field, BY_DJANGO, number=number))
        assert (name, parse(usual).status) == (name, status)
        assert re.sub(rb"Date: [^\r]+", b"", usual) == re.sub(rb"Date: [^\r]+", b"", by_django)
    assert parse(exchanged(connection, request(account, "Idempotency-Key: used"))).values("Idempotent-Replayed") == [
        "true"
    ]
    assert [play["seq"] for play in edge.results(account)] == [1, 2]


def test_a_limit_counts_plain_plays_and_is_refused_as_by_django(
    program: Gunicorn, edge: Edge, account: Account
) -> None:
    with opened(program) as connection:
        answers = [parse(exchanged(connection, request(account))) for _ in range(62)]
    assert [answer.status for answer in answers] == [200] * 60 + [429] * 2
    assert (answers[-1].code, len(answers[-1].values("Retry-After"))) == ("throttled", 1)
    assert edge.statistics(account)["total_games"] == 60


def test_plays_that_arrive_at_the_same_time_are_executed_as_a_group_and_refused_one_by_one(
    program: Gunicorn, edge: Edge
) -> None:
    accounts = [edge.register() for _ in range(CONNECTIONS)]
    reuses, ended, *others = accounts
    with ExitStack() as stack:
        connections = [stack.enter_context(opened(program)) for _ in accounts]
        for connection, account in zip(connections, accounts, strict=True):
            exchanged(connection, request(account, "Idempotency-Key: one"))
        assert edge.call("POST", "/auth/api/logout/", ended).status_code == 204
        wait_until(lambda: parse(exchanged(connections[1], request(ended))).status == 401)  # by each worker's own cache
        before = groups(edge)
        with stopped(program):
            for connection, account in zip(connections, accounts, strict=True):
                key = "one" if account is reuses else "two"
                connection.sendall(request(account, f"Idempotency-Key: {key}", number=844))
        answers = [parse(received(connection)) for connection in connections]
    count, total = groups(edge)
    assert [(answer.status, answer.code) for answer in answers] == [
        (422, "idempotency_key_reused"),
        (401, "session_ended"),
        *[(200, None)] * len(others),
    ]
    assert {(answer.json["seq"], answer.json["number"]) for answer in answers[2:]} == {(2, 844)}
    assert total - before[1] == CONNECTIONS - 1
    assert count - before[0] <= 6  # two workers, each of which may execute its first play alone
    assert [edge.statistics(account)["total_games"] for account in (reuses, *others)] == [1, *[2] * len(others)]
    for account, answer in zip(others, answers[2:], strict=True):
        assert edge.results(account)[1:] == [answer.json]


class stopped:  # noqa: N801  a context manager
    """The workers don't run within the block."""

    def __init__(self, program: Gunicorn) -> None:
        self._pids = program.worker_pids

    def __enter__(self) -> None:
        self._send(signal.SIGSTOP)

    def __exit__(self, *_: object) -> None:
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        for pid in self._pids:
            os.kill(pid, number)


def test_requests_sent_ahead_are_answered_in_order(connection: socket.socket, edge: Edge, account: Account) -> None:
    exchanged(connection, request(account))
    ahead = [request(account, number=number) for number in (2, 3, 4)]
    read = (
        b"GET /api/game/history/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %b\r\n\r\n"
        % account.access.encode()
    )
    connection.sendall(b"".join(ahead) + read + request(account, number=5))
    data = b""
    while data.count(b"HTTP/1.1 200 OK") < 5 or not data.endswith((b"]", b"}")):
        data += connection.recv(65536)
    assert re.findall(rb'"number":([0-9]+)', data) == [b"2", b"3", b"4", b"4", b"3", b"2", b"5"]
    assert [play["number"] for play in edge.results(account)] == [842, 2, 3, 4, 5]


def test_a_client_that_leaves_harms_no_other_play(program: Gunicorn, edge: Edge) -> None:
    accounts = [edge.register() for _ in range(6)]
    with ExitStack() as stack:
        connections = [stack.enter_context(opened(program)) for _ in accounts]
        for connection, account in zip(connections, accounts, strict=True):
            exchanged(connection, request(account))
        with stopped(program):
            for number, (connection, account) in enumerate(zip(connections, accounts, strict=True)):
                connection.sendall(request(account))
                if number % 2:
                    connection.close()
        for connection in connections[::2]:
            assert parse(received(connection)).json["seq"] == 2
    wait_until(lambda: [edge.statistics(account)["total_games"] for account in accounts] == [2] * 6)
    assert "Traceback" not in program.log
