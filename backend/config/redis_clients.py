"""Translates a `Redis` to settings for django-redis, redis-py's cluster client, channels_redis and Celery."""

from __future__ import annotations

from typing import Any

from config.service_urls.redis import Redis
from core.redis.client import TIMEOUT_SECONDS, pool_options

LAYER_TIMEOUT_SECONDS = 2
BROKER_TIMEOUTS = {"socket_timeout": 5, "socket_connect_timeout": 1}
SENTINEL_TIMEOUT_SECONDS = 0.5


def cache(redis: Redis) -> dict[str, Any]:
    options: dict[str, Any] = {"CONNECTION_POOL_KWARGS": pool_options(), "IGNORE_EXCEPTIONS": True}
    if redis.service:
        options["CONNECTION_FACTORY"] = "core.redis.sentinel.PrimaryConnectionFactory"
        options["SENTINELS"] = {
            "service_name": redis.service,
            "sentinels": list(redis.hosts),
            "sentinel_kwargs": _sentinel_options(redis),
            "tls": redis.tls,
            "primary": {"db": redis.database, **_login(redis), **_tls_options(redis)},
        }
    # A list, because django-redis splits a string at commas.
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": [redis.url],
        "KEY_PREFIX": "np-cache",
        "OPTIONS": options,
    }


def cluster(redis: Redis | None) -> dict[str, Any]:
    """Returns settings for connections to the nodes of a cluster; empty if it isn't a cluster."""
    if redis is None or not redis.cluster:
        return {}
    return {
        "protocol": 2,
        "socket_timeout": TIMEOUT_SECONDS,
        "socket_connect_timeout": TIMEOUT_SECONDS,
        **_login(redis),
        **({"ssl": True} if redis.tls else {}),
        **_tls_options(redis),
    }


def layer_host(redis: Redis) -> dict[str, Any]:
    common = {
        "socket_timeout": LAYER_TIMEOUT_SECONDS,
        "socket_connect_timeout": LAYER_TIMEOUT_SECONDS,
        "max_connections": 64,
    }
    if not redis.service:
        return {"address": redis.url, **common}
    return {
        "master_name": redis.service,
        "sentinels": list(redis.hosts),
        "sentinel_kwargs": _sentinel_options(redis),
        "db": redis.database,
        **_login(redis),
        **({"ssl": True} if redis.tls else {}),
        **_tls_options(redis),
        **common,
    }


def celery(redis: Redis | None) -> dict[str, Any]:
    """Returns Celery's broker settings. Without Redis, tasks run in the process that queues them."""
    options: dict[str, Any] = {
        "visibility_timeout": 3600,
        "max_retries": 0,  # requests don't wait for an unavailable broker; a sweep queues the tasks later
        **BROKER_TIMEOUTS,
    }
    if redis is None:
        return {"CELERY_BROKER_URL": "memory://localhost", "CELERY_BROKER_TRANSPORT_OPTIONS": options}
    if redis.service:
        options |= {"master_name": redis.service, "sentinel_kwargs": _sentinel_options(redis)}
    return {
        "CELERY_BROKER_URL": _broker_url(redis),
        "CELERY_BROKER_TRANSPORT_OPTIONS": options,
        "CELERY_BROKER_USE_SSL": {"ssl_cert_reqs": "required", **_tls_options(redis)} if redis.tls else None,
    }


def _broker_url(redis: Redis) -> str:
    """Kombu tries the URLs in turn, so each one needs the credentials and the database.

    The URLs contain no TLS options: for Kombu, `rediss://` without any would mean that certificates aren't verified.
    """
    scheme = "sentinel" if redis.service else "rediss" if redis.tls else "redis"
    return ";".join(f"{scheme}://{redis.credentials}{address}/{redis.database}" for address in redis.addresses)


def _login(redis: Redis) -> dict[str, Any]:
    return {"username": redis.user or None, "password": redis.password or None}


def _sentinel_options(redis: Redis) -> dict[str, Any]:
    """Turns retries off with `retry` None. By default, redis-py retries an unavailable Sentinel three times, with
    pauses.
    """
    return {
        "username": redis.sentinel_user or None,
        "password": redis.sentinel_password or None,
        "socket_timeout": SENTINEL_TIMEOUT_SECONDS,
        "socket_connect_timeout": SENTINEL_TIMEOUT_SECONDS,
        "retry": None,
        **({"ssl": True} if redis.tls else {}),
        **_tls_options(redis),
    }


def _tls_options(redis: Redis) -> dict[str, Any]:
    return {name: value == "true" if name == "ssl_check_hostname" else value for name, value in redis.options}
