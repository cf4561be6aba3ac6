"""Valid and invalid URLs of services, and the service that each selects."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from config import services
from config.env import Env
from config.processes.roles import Role
from config.service_urls.database import Database
from config.service_urls.mailer import Mailer

Parse = Callable[[str], object]

BASE = Path("/somewhere")
MYSQL = "mysql://play%40er:p%2Fw@db.example:3307/the%20game?ssl_ca=/ca.pem&ssl_cert=/c.pem&ssl_key=/k.pem"


def test_a_mysql_url_is_read_with_its_escapes_and_tls_files() -> None:
    assert Database.parse(MYSQL) == Database(
        embedded=False,
        name="the game",
        user="play@er",
        password="p/w",
        host="db.example",
        port=3307,
        tls=(("ca", "/ca.pem"), ("cert", "/c.pem"), ("key", "/k.pem")),
    )


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://u%40x:p%3Aw@mail.example", 25, False, False),
        ("smtp+tls://u%40x:p%3Aw@mail.example", 587, True, False),
        ("smtps://u%40x:p%3Aw@mail.example", 465, False, True),
        ("smtp://u%40x:p%3Aw@mail.example:2525", 2525, False, False),
    ],
)
def test_a_mail_url_selects_the_encryption(url: str, port: int, tls: bool, ssl: bool) -> None:
    assert Mailer.parse(url) == Mailer(host="mail.example", port=port, user="u@x", password="p:w", tls=tls, ssl=ssl)


def test_mariadb_is_another_name_for_mysql() -> None:
    assert Database.parse(MYSQL.replace("mysql:", "mariadb:")) == Database.parse(MYSQL)
    assert Database.parse("mysql://[::1]:3307/game").host == "::1"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("ssl_cert=/c.pem&ssl_key=/k.pem", "TLS needs ssl_ca"),
        ("ssl_ca=/ca.pem&ssl_cert=/c.pem", "ssl_cert and ssl_key must be set together"),
        ("ssl_ca=/ca.pem&ssl_key=/k.pem", "ssl_cert and ssl_key must be set together"),
        ("ssl_mode=required", "unknown option"),
    ],
)
def test_incomplete_tls_options_are_refused(options: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Database.parse(f"mysql://db/game?{options}")


@pytest.mark.parametrize("scheme", ["mysql", "mariadb"])
def test_two_database_hosts_are_refused_with_what_to_use_instead(scheme: str) -> None:
    with pytest.raises(ValueError, match=r"an address that always reaches the server that accepts writes: HAProxy, .+"):
        Database.parse(f"{scheme}://a:b@h1,h2/x")


@pytest.mark.parametrize("parse", [Database.parse, Mailer.parse])
def test_a_refusal_never_repeats_a_password(parse: Parse) -> None:
    """If a value contains characters with a meaning in URLs, parts are parsed as the port, the path, an option …"""
    schemes = ("mysql", "mariadb", "smtp", "smtps", "sqlite", "gopher")
    secrets = ("hunter2", "hunter2/x", "x?hunter2=y", "[hunter2", "x:hunter2", "\uff1fhunter2")
    rests = ("host/x", "h1,h2/x", "host:{0}/x", "host/x?ssl_{0}=y", "host")
    assert [
        url
        for scheme, secret, rest in itertools.product(schemes, secrets, rests)
        if "hunter2" in refusal(parse, url := f"{scheme}://user:{secret}@{rest.format(secret)}")
    ] == []


def refusal(parse: Parse, url: str) -> str:
    try:
        parse(url)
    except ValueError as error:
        return str(error)
    return ""


def test_without_urls_everything_is_embedded() -> None:
    env = Env.parse({})
    database = services.database(env, BASE)
    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.sqlite3", "/somewhere/numberplay.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert {cache["BACKEND"].split(".")[-1] for cache in services.caches(env).values()} == {"LocMemCache"}
    assert services.channel_layers(env)["default"]["BACKEND"] == "channels.layers.InMemoryChannelLayer"
    assert services.mail(env) == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


def test_a_sqlite_url_selects_its_file() -> None:
    env = Env.parse({"DATABASE_URL": "sqlite:////data/game.db"})
    assert services.database(env, BASE)["NAME"] == "/data/game.db"


def test_a_mysql_url_selects_the_server_with_strict_mode_and_all_of_unicode() -> None:
    database = services.database(Env.parse({"DATABASE_URL": MYSQL, "DATABASE_CONNECTION_SECONDS": "60"}), BASE)
    assert database["ENGINE"] == "core.db.mysql"
    assert (database["HOST"], database["PORT"], database["USER"]) == ("db.example", 3307, "play@er")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)
    assert database["OPTIONS"]["charset"] == "utf8mb4"
    assert "STRICT_TRANS_TABLES" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["ssl"] == {"ca": "/ca.pem", "cert": "/c.pem", "key": "/k.pem"}
    assert database["OPTIONS"]["ssl_mode"] == "VERIFY_IDENTITY"
    without_tls = services.database(Env.parse({"DATABASE_URL": "mysql://db/game"}), BASE)
    assert not {"ssl", "ssl_mode"} & set(without_tls["OPTIONS"])
    assert (without_tls["CONN_MAX_AGE"], without_tls["CONN_HEALTH_CHECKS"]) == (0, False)


@pytest.mark.parametrize(
    ("role", "kept", "answer", "request_seconds"),
    [(Role.WEB, 600, 3, 2.5), (Role.SOCKET, 0, 3, 2.5), (Role.WORKER, 0, 600, None), (Role.COMMAND, 0, 600, None)],
)
def test_the_role_of_a_process_says_how_long_it_keeps_a_connection_and_waits_for_an_answer(
    role: Role, kept: int, answer: int, request_seconds: float | None
) -> None:
    database = services.database(Env.parse({"DATABASE_URL": "mysql://db/game"}), BASE, role)
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (kept, kept > 0)
    assert (database["OPTIONS"]["read_timeout"], database["OPTIONS"]["write_timeout"]) == (answer, answer)
    assert database["REQUEST_SECONDS"] == request_seconds


def test_redis_urls_select_cache_state_and_layer_on_their_own_instances() -> None:
    env = Env.parse({"REDIS_URL": "valkey://cache/0", "REDIS_STATE_URL": "redis://state/1"})
    caches = services.caches(env)
    assert caches["default"]["LOCATION"] == ["redis://cache:6379/0"]
    assert caches["state"]["LOCATION"] == ["redis://state:6379/1"]
    layer = services.channel_layers(env)["default"]
    assert layer["BACKEND"] == "core.sockets.channel_layer.HintLayer"
    assert layer["CONFIG"]["hosts"][0]["address"] == "redis://cache:6379/0"


def test_a_mail_url_selects_its_server() -> None:
    mail = services.mail(Env.parse({"EMAIL_URL": "smtp+tls://u:p@mail.example"}))
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (
        "mail.example",
        587,
        True,
        False,
    )
