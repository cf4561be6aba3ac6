"""Uses each service whose URL is set, or else its embedded default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config import redis_clients
from config.database_timeouts import Timeouts, of_commands, of_requests
from config.env import Env
from config.processes.roles import Role
from core.sockets.channel_layer import PREFIX

SQL_MODE = "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
KEPT_SECONDS = 600  # for each thread's connection in a WSGI server, because opening one takes longer than a play
# Threads of a process that may wait for the database. gunicorn has two more, which remain free while it hangs.
CONCURRENCY = 14


def database(env: Env, base: Path, role: Role = Role.COMMAND) -> dict[str, Any]:
    if env.database is None or env.database.embedded:
        return _sqlite(env.database.name if env.database else str(base / "numberplay.sqlite3"))
    serves = role in (Role.WEB, Role.SOCKET)
    timeouts = of_requests(env.database_request_seconds) if serves else of_commands(env.database_command_seconds)
    kept = env.database_connection_seconds
    if kept is None:
        kept = KEPT_SECONDS if role is Role.WEB else 0
    return {
        "ENGINE": "core.db.mysql",
        "NAME": env.database.name,
        "USER": env.database.user,
        "PASSWORD": env.database.password,
        "HOST": env.database.host,
        "PORT": env.database.port,
        "CONN_MAX_AGE": kept,
        "CONN_HEALTH_CHECKS": kept > 0,
        "OPTIONS": {**_mysql_options(timeouts), **_tls(env.database.tls)},
        "REQUEST_SECONDS": timeouts.request,  # for `core.db.mysql`
        "CONCURRENCY": CONCURRENCY if serves else None,
        "TEST": {"CHARSET": "utf8mb4"},
    }


def _mysql_options(timeouts: Timeouts) -> dict[str, Any]:
    return {
        "charset": "utf8mb4",
        "init_command": f"SET sql_mode='{SQL_MODE}', {timeouts.session}",
        "isolation_level": "read committed",
        "connect_timeout": timeouts.connect,
        "read_timeout": timeouts.answer,
        "write_timeout": timeouts.answer,
    }


def _tls(files: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Verifies the server. Without a mode, and even with REQUIRED (libmariadb 3.3), the driver sends everything
    unencrypted if the server doesn't offer TLS.
    """
    return {"ssl": dict(files), "ssl_mode": "VERIFY_IDENTITY"} if files else {}


def _sqlite(name: str) -> dict[str, Any]:
    """Uses a write-ahead log and syncs every commit, so that acknowledged plays survive a power failure.

    Transactions take the write lock when they begin, because a transaction that reads first can't wait for it later.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        "TEST": {"NAME": f"{name}.test"},  # a file, because tests also use locks and threads
    }


def caches(env: Env) -> dict[str, Any]:
    """`default` may evict entries. `state`, which caches the admin's sessions from the database, shouldn't.

    Django's cache doesn't support clusters. Data that may be evicted is stored in the cluster without it
    (`core.redis.client`).
    """
    if env.redis is None or env.redis_state is None:
        local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        return {"default": local, "state": {**local, "LOCATION": "state"}}
    default = env.redis_state if env.redis.cluster else env.redis
    return {"default": redis_clients.cache(default), "state": redis_clients.cache(env.redis_state)}


def channel_layers(env: Env) -> dict[str, Any]:
    if env.redis is None:
        return {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    if env.redis.cluster:
        return {"default": {"BACKEND": "core.sockets.cluster_layer.ClusterLayer", "CONFIG": {"prefix": PREFIX}}}
    config = {"hosts": [redis_clients.layer_host(env.redis)], "prefix": PREFIX}
    return {"default": {"BACKEND": "core.sockets.channel_layer.HintLayer", "CONFIG": config}}


def mail(env: Env) -> dict[str, Any]:
    if env.mailer is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": env.mailer.host,
        "EMAIL_PORT": env.mailer.port,
        "EMAIL_HOST_USER": env.mailer.user,
        "EMAIL_HOST_PASSWORD": env.mailer.password,
        "EMAIL_USE_TLS": env.mailer.tls,
        "EMAIL_USE_SSL": env.mailer.ssl,
        "EMAIL_TIMEOUT": 10,
    }


def static_storage(env: Env) -> str:
    """Stores static files. In production, they have hashed names and are compressed at build time."""
    if env.production:
        return "whitenoise.storage.CompressedManifestStaticFilesStorage"
    return "django.contrib.staticfiles.storage.StaticFilesStorage"
