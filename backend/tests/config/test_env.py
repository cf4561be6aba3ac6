"""Environment variables, their defaults, and the errors of invalid ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.env import DEVELOPMENT_SECRET, LOCAL_HOSTS, LOCAL_ORIGINS, Env, Rates
from config.env_parser import EnvironmentFault
from config.service_urls.database import Database
from config.service_urls.mailer import Mailer
from config.service_urls.redis import Redis
from core.rate_limits.rate import Rate

DEFAULTS = Env(
    production=False,
    debug=False,
    secret_key=DEVELOPMENT_SECRET,
    secret_key_fallbacks=(),
    allowed_hosts=LOCAL_HOSTS,
    origins=LOCAL_ORIGINS,
    database=None,
    database_connection_seconds=None,
    database_request_seconds=6,
    database_command_seconds=600,
    redis=None,
    redis_state=None,
    mailer=None,
    mail_from="NumberPlay <numberplay@localhost>",
    mail_retry_seconds=5,
    site_url="http://localhost:3000",
    proxies=0,
    rates=Rates(
        play=Rate(120, 60),
        read=Rate(300, 60),
        login=Rate(10, 60),
        login_failures=Rate(5, 300),
        register=Rate(20, 3600),
        refresh=Rate(60, 60),
        mail=Rate(20, 3600),
        mailbox=Rate(5, 3600),
    ),
    log_level="INFO",
    build_id="development",
    metrics_port=0,
    static_url="/static/",
    sentry_dsn=None,
    otlp_endpoint=None,
)

R = (("r", 6379),)
READ: list[tuple[str, str, dict[str, Any]]] = [
    ("DJANGO_ENV", "production", {"production": True, "allowed_hosts": (), "origins": (), "proxies": 1}),
    ("DJANGO_ENV", "development", {}),
    ("DJANGO_DEBUG", "true", {"debug": True}),
    ("DJANGO_DEBUG", "OFF", {"debug": False}),
    ("DJANGO_SECRET_KEY", "a secret", {"secret_key": "a secret"}),
    ("DJANGO_SECRET_KEY_FALLBACKS", "one,two", {"secret_key_fallbacks": ("one", "two")}),
    ("METRICS_PORT", "9100", {"metrics_port": 9100}),
    ("DJANGO_ALLOWED_HOSTS", "a.example, b.example,", {"allowed_hosts": ("a.example", "b.example")}),
    ("CORS_ALLOWED_ORIGINS", "https://a.example", {"origins": ("https://a.example",)}),
    ("MAIL_RETRY_SECONDS", "1", {"mail_retry_seconds": 1}),
    ("SITE_URL", "https://play.example/", {"site_url": "https://play.example"}),
    ("DATABASE_URL", "sqlite:////var/lib/n.db", {"database": Database(embedded=True, name="/var/lib/n.db")}),
    ("DATABASE_URL", "mysql://db/game", {"database": Database(embedded=False, name="game", host="db")}),
    ("DATABASE_CONNECTION_SECONDS", "60", {"database_connection_seconds": 60}),
    ("DATABASE_CONNECTION_SECONDS", "0", {"database_connection_seconds": 0}),
    ("DATABASE_REQUEST_SECONDS", "4", {"database_request_seconds": 4}),
    ("DATABASE_COMMAND_SECONDS", "3600", {"database_command_seconds": 3600}),
    ("REDIS_URL", "redis://r/0", {"redis": Redis(hosts=R), "redis_state": Redis(hosts=R)}),
    ("REDIS_STATE_URL", "rediss://s/1", {"redis_state": Redis(hosts=(("s", 6379),), database=1, tls=True)}),
    (
        "EMAIL_URL",
        "smtps://mail.example",
        {"mailer": Mailer(host="mail.example", port=465, user="", password="", tls=False, ssl=True)},
    ),
    ("EMAIL_FROM", "play@example.com", {"mail_from": "play@example.com"}),
    ("NUM_PROXIES", "2", {"proxies": 2}),
    ("RATE_LIMIT_PLAY", "1/sec", {"rates": replace(DEFAULTS.rates, play=Rate(1, 1))}),
    ("RATE_LIMIT_READ", "off", {"rates": replace(DEFAULTS.rates, read=None)}),
    ("RATE_LIMIT_LOGIN", "7/5min", {"rates": replace(DEFAULTS.rates, login=Rate(7, 300))}),
    ("RATE_LIMIT_LOGIN_FAILURES", "3/hour", {"rates": replace(DEFAULTS.rates, login_failures=Rate(3, 3600))}),
    ("RATE_LIMIT_REGISTER", "2/day", {"rates": replace(DEFAULTS.rates, register=Rate(2, 86400))}),
    ("RATE_LIMIT_REFRESH", "9/min", {"rates": replace(DEFAULTS.rates, refresh=Rate(9, 60))}),
    ("LOG_LEVEL", "DEBUG", {"log_level": "DEBUG"}),
    ("BUILD_ID", "abc123", {"build_id": "abc123"}),
    ("STATIC_URL", "/s/", {"static_url": "/s/"}),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318", {"otlp_endpoint": "http://collector:4318"}),
    ("SENTRY_DSN", "https://key@sentry.example/1", {"sentry_dsn": "https://key@sentry.example/1"}),
]
REFUSED = [
    ("DJANGO_ENV", "staging"),
    ("DJANGO_DEBUG", "maybe"),
    ("DATABASE_URL", "postgres://db/game"),
    ("DATABASE_URL", "mysql://db"),
    ("DATABASE_URL", "mysql:///game"),
    ("DATABASE_URL", "mysql://a:b@h1,h2/x"),
    ("DATABASE_URL", "mysql://db:port/game"),
    ("DATABASE_URL", "mysql://db/game?ssl_mode=on"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_CONNECTION_SECONDS", "-1"),
    ("DATABASE_CONNECTION_SECONDS", "\u0661"),
    ("DATABASE_REQUEST_SECONDS", "3"),
    ("DATABASE_COMMAND_SECONDS", "9"),
    ("REDIS_URL", "http://r/0"),
    ("REDIS_URL", "redis://"),
    ("REDIS_STATE_URL", "redis"),
    ("REDIS_STATE_URL", "redis+sentinel://a,b"),
    ("REDIS_STATE_URL", "redis+cluster://a,b"),
    ("EMAIL_URL", "mail.example"),
    ("EMAIL_URL", "smtp://"),
    ("NUM_PROXIES", "one"),
    ("RATE_LIMIT_PLAY", "0/min"),
    ("RATE_LIMIT_READ", "10 per minute"),
    ("LOG_LEVEL", "LOUD"),
]
NAMES = sorted({name for name, _, _ in READ})


def test_nothing_has_to_be_set() -> None:
    assert Env.parse({}) == DEFAULTS
    assert Env.parse({}).faults() == ()


def test_an_empty_variable_counts_as_absent() -> None:
    assert Env.parse(dict.fromkeys(NAMES, " ")) == DEFAULTS


@pytest.mark.parametrize(("name", "text", "changed"), READ)
def test_a_variable_changes_what_it_names_and_nothing_else(name: str, text: str, changed: dict[str, Any]) -> None:
    assert Env.parse({name: f" {text} "}) == replace(DEFAULTS, **changed)


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_an_invalid_value_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(EnvironmentFault, match=f"^{name}: "):
        Env.parse({name: text})


def test_every_fault_is_named_at_once() -> None:
    faulty = {"DJANGO_ENV": "x", "DJANGO_DEBUG": "x", "DATABASE_URL": "x", "NUM_PROXIES": "x", "RATE_LIMIT_PLAY": "x"}
    with pytest.raises(EnvironmentFault) as refusal:
        Env.parse(faulty)
    assert {line.split(":")[0] for line in str(refusal.value).splitlines()} == set(faulty)


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "REDIS_STATE_URL", "EMAIL_URL"])
def test_a_refusal_does_not_repeat_a_url_as_it_may_hold_a_password(name: str) -> None:
    with pytest.raises(EnvironmentFault) as refusal:
        Env.parse({name: "gopher://user:hunter2@host/x"})
    assert "hunter2" not in str(refusal.value)


@given(st.dictionaries(st.sampled_from(NAMES), st.text()))
def test_any_environment_is_parsed_or_refused_by_name(variables: dict[str, str]) -> None:
    named, env = parsed(variables)
    assert named <= set(variables)
    assert (env is None) == bool(named)
    if env is not None:
        assert set(env.faults()) <= set(replace(env, production=True).faults())


@given(st.sampled_from(["mysql", "sqlite", "smtp", "redis"]), st.text())
def test_any_text_after_a_known_scheme_is_parsed_or_refused_by_name(scheme: str, rest: str) -> None:
    name = {"mysql": "DATABASE_URL", "sqlite": "DATABASE_URL", "smtp": "EMAIL_URL", "redis": "REDIS_URL"}[scheme]
    named, env = parsed({name: f"{scheme}://{rest}"})
    assert named == (set() if env is not None else {name})


def parsed(variables: dict[str, str]) -> tuple[set[str], Env | None]:
    """Returns the names of refused variables, or the parsed value."""
    try:
        return set(), Env.parse(variables)
    except EnvironmentFault as fault:
        return {line.split(":")[0] for line in str(fault).split("\n") if line.split(":")[0] in NAMES}, None


@pytest.mark.parametrize("state", [{}, {"REDIS_STATE_URL": "redis+cluster://b"}])
def test_a_cluster_needs_another_server_for_the_broker(state: dict[str, str]) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        Env.parse({"REDIS_URL": "redis+cluster://a", **state})
    [fault] = str(refused.value).splitlines()
    assert fault.startswith("REDIS_STATE_URL: ")
    assert fault.endswith("Celery and the admin's sessions need a single server or Sentinel")


def test_a_cluster_beside_a_server_for_the_broker() -> None:
    env = Env.parse({"REDIS_URL": "redis+cluster://a", "REDIS_STATE_URL": "redis+sentinel://b/game"})
    assert (env.redis and env.redis.cluster, env.redis_state and env.redis_state.service) == (True, "game")
