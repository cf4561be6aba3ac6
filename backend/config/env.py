"""Reads all environment variables, with their defaults.

Deliberately plain Python: `config.settings` turns an `Env` into Django settings, and nothing else reads the
environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from config.database_timeouts import MIN_COMMAND_SECONDS, MIN_REQUEST_SECONDS
from config.env_parser import Reader
from config.service_urls.database import Database
from config.service_urls.mailer import Mailer
from config.service_urls.redis import STATE_NEEDS_PRIMARY, Redis
from core.rate_limits.rate import Rate

DEVELOPMENT_SECRET = "numberplay-development-secret-that-production-refuses"  # noqa: S105  constant, because processes must share it
SECRET_MIN_LENGTH = 50
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
LOCAL_SITE = "http://localhost:3000"
LOCAL_ORIGINS = ("http://localhost:3000", "http://127.0.0.1:3000")


@dataclass(frozen=True, kw_only=True)
class Rates:
    """The rates by scope. None means no limit."""

    play: Rate | None
    read: Rate | None
    login: Rate | None
    login_failures: Rate | None
    register: Rate | None
    refresh: Rate | None
    mail: Rate | None
    mailbox: Rate | None


@dataclass(frozen=True, kw_only=True)
class Env:
    """The configuration of a process. If the URL of a service isn't set (None), the embedded default is used.

    If `database_connection_seconds` is None, it depends on the role of the process.
    """

    production: bool
    debug: bool
    secret_key: str
    secret_key_fallbacks: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    origins: tuple[str, ...]
    database: Database | None
    database_connection_seconds: int | None
    database_request_seconds: int
    database_command_seconds: int
    redis: Redis | None
    redis_state: Redis | None
    mailer: Mailer | None
    mail_from: str
    mail_retry_seconds: int
    site_url: str
    proxies: int
    rates: Rates
    log_level: str
    build_id: str
    metrics_port: int
    static_url: str
    sentry_dsn: str | None
    otlp_endpoint: str | None

    @classmethod
    def parse(cls, variables: Mapping[str, str]) -> Env:
        """Parses environment variables. Raises `EnvironmentFault`, which lists all invalid variables."""
        read = Reader(variables)
        production = read.choice("DJANGO_ENV", ("development", "production")) == "production"
        hosts = read.names("DJANGO_ALLOWED_HOSTS", () if production else LOCAL_HOSTS)
        redis = read.parsed("REDIS_URL", Redis.parse, None)
        redis_state = read.parsed("REDIS_STATE_URL", Redis.parse_primary, redis)
        if redis is not None and redis.cluster and not read.is_set("REDIS_STATE_URL"):
            read.fault("REDIS_STATE_URL", f"must be set, because with a cluster in REDIS_URL, {STATE_NEEDS_PRIMARY}")
        env = cls(
            production=production,
            debug=read.flag("DJANGO_DEBUG", default=False),
            secret_key=read.text("DJANGO_SECRET_KEY", DEVELOPMENT_SECRET),
            secret_key_fallbacks=read.names("DJANGO_SECRET_KEY_FALLBACKS", ()),
            allowed_hosts=hosts,
            origins=read.names("CORS_ALLOWED_ORIGINS", () if production else LOCAL_ORIGINS),
            database=read.parsed("DATABASE_URL", Database.parse, None),
            database_connection_seconds=read.number("DATABASE_CONNECTION_SECONDS", None),
            database_request_seconds=read.number("DATABASE_REQUEST_SECONDS", 6, least=MIN_REQUEST_SECONDS),
            database_command_seconds=read.number("DATABASE_COMMAND_SECONDS", 600, least=MIN_COMMAND_SECONDS),
            redis=redis,
            redis_state=redis_state,
            mailer=read.parsed("EMAIL_URL", Mailer.parse, None),
            mail_from=read.text("EMAIL_FROM", "NumberPlay <numberplay@localhost>"),
            mail_retry_seconds=read.number("MAIL_RETRY_SECONDS", 5),
            site_url=read.text("SITE_URL", f"https://{hosts[0]}" if production and hosts else LOCAL_SITE).rstrip("/"),
            proxies=read.number("NUM_PROXIES", 1 if production else 0),
            rates=_rates(read),
            log_level=read.choice("LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR")),
            build_id=read.text("BUILD_ID", "development"),
            metrics_port=read.number("METRICS_PORT", 0),
            static_url=read.text("STATIC_URL", "/static/"),
            sentry_dsn=read.url("SENTRY_DSN", ("https", "http")),
            otlp_endpoint=read.url("OTEL_EXPORTER_OTLP_ENDPOINT", ("https", "http")),
        )
        read.raise_faults()
        return env

    def faults(self) -> tuple[str, ...]:
        """Returns the reasons why this configuration is refused in production; empty in development."""
        if not self.production:
            return ()
        return tuple(message for wrong, message in self._rules() if wrong)

    def _rules(self) -> tuple[tuple[bool, str], ...]:
        weak_fallback = any(_is_weak(key) for key in self.secret_key_fallbacks)
        wild_origin = any("*" in origin for origin in self.origins)
        return (
            (
                _is_weak(self.secret_key),
                f"DJANGO_SECRET_KEY must be set to at least {SECRET_MIN_LENGTH} random characters",
            ),
            (
                weak_fallback,
                f"DJANGO_SECRET_KEY_FALLBACKS must contain only keys of at least {SECRET_MIN_LENGTH} characters",
            ),
            (self.debug, "DJANGO_DEBUG must be off"),
            (not self.allowed_hosts, "DJANGO_ALLOWED_HOSTS must list the hosts to serve"),
            ("*" in self.allowed_hosts, "DJANGO_ALLOWED_HOSTS must not contain *"),
            (wild_origin, "CORS_ALLOWED_ORIGINS must not contain *"),
            (self.database is None or self.database.embedded, "DATABASE_URL must point to a MySQL database"),
            (self.redis is None, "REDIS_URL must point to a Redis server"),
            (
                self.mailer is None,
                "EMAIL_URL must point to a mail server: printed emails would expose links that give access",
            ),
        )


def _is_weak(key: str) -> bool:
    return key == DEVELOPMENT_SECRET or len(key) < SECRET_MIN_LENGTH


def _rates(read: Reader) -> Rates:
    def rate(scope: str, default: str) -> Rate | None:
        return read.parsed(f"RATE_LIMIT_{scope}", Rate.parse, Rate.parse(default))

    return Rates(
        play=rate("PLAY", "120/min"),
        read=rate("READ", "300/min"),
        login=rate("LOGIN", "10/min"),
        login_failures=rate("LOGIN_FAILURES", "5/5min"),
        register=rate("REGISTER", "20/hour"),
        refresh=rate("REFRESH", "60/min"),
        mail=rate("MAIL", "20/hour"),
        mailbox=rate("MAILBOX", "5/hour"),
    )
