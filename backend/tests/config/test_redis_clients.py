"""The settings of each library that follow from a Redis URL."""

from __future__ import annotations

from typing import Any

from config import redis_clients, services
from config.env import Env
from config.service_urls.redis import Redis

TLS = "?ssl_ca_certs=/ca.pem&ssl_check_hostname=false"
SERVER = Redis.parse(f"rediss://u:p%40@r:6380/2{TLS}")
SENTINELS = Redis.parse(f"rediss+sentinel://u:p%40@a,[::1]:1/game/2{TLS}&sentinel_password=q")

CLUSTER = Redis.parse(f"rediss+cluster://u:p%40@a,[::1]:1{TLS}")

LOGIN = {"username": "u", "password": "p@"}
TLS_OPTIONS = {"ssl_ca_certs": "/ca.pem", "ssl_check_hostname": False}
HOSTS = [("a", 26379), ("::1", 1)]
SENTINEL_OPTIONS = {
    "username": None,
    "password": "q",
    "socket_timeout": 0.5,
    "socket_connect_timeout": 0.5,
    "retry": None,
    "ssl": True,
    **TLS_OPTIONS,
}
URL = "rediss://u:p%40@r:6380/2?ssl_ca_certs=%2Fca.pem&ssl_check_hostname=false"


def options_of_the_cache(redis: Redis) -> tuple[list[str], dict[str, Any]]:
    cache = redis_clients.cache(redis)
    assert cache["OPTIONS"].pop("CONNECTION_POOL_KWARGS")["socket_timeout"] == 0.5
    assert cache["OPTIONS"].pop("IGNORE_EXCEPTIONS") is True
    return cache["LOCATION"], cache["OPTIONS"]


def test_django_redis() -> None:
    assert options_of_the_cache(SERVER) == ([URL], {})
    assert options_of_the_cache(SENTINELS) == (
        [SENTINELS.url],
        {
            "CONNECTION_FACTORY": "core.redis.sentinel.PrimaryConnectionFactory",
            "SENTINELS": {
                "service_name": "game",
                "sentinels": HOSTS,
                "sentinel_kwargs": SENTINEL_OPTIONS,
                "tls": True,
                "primary": {"db": 2, **LOGIN, **TLS_OPTIONS},
            },
        },
    )


def test_a_cluster() -> None:
    timeouts = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
    assert redis_clients.cluster(CLUSTER) == {"protocol": 2, **timeouts, **LOGIN, "ssl": True, **TLS_OPTIONS}
    assert [redis_clients.cluster(other) for other in (SERVER, SENTINELS, None)] == [{}] * 3


def test_what_a_cluster_is_not_used_for() -> None:
    """Django's cache, the admin's sessions and Celery."""
    env = Env.parse({"REDIS_URL": "redis+cluster://a,b", "REDIS_STATE_URL": "redis://r:6380/2"})
    assert [services.caches(env)[alias]["LOCATION"] for alias in ("default", "state")] == [["redis://r:6380/2"]] * 2
    assert redis_clients.celery(env.redis_state)["CELERY_BROKER_URL"] == "redis://r:6380/2"
    layer = services.channel_layers(env)["default"]
    assert layer == {"BACKEND": "core.sockets.cluster_layer.ClusterLayer", "CONFIG": {"prefix": "np-layer"}}


def test_channels_redis() -> None:
    common = {"socket_timeout": 2, "socket_connect_timeout": 2, "max_connections": 64}
    assert redis_clients.layer_host(SERVER) == {"address": URL, **common}
    assert redis_clients.layer_host(SENTINELS) == {
        "master_name": "game",
        "sentinels": HOSTS,
        "sentinel_kwargs": SENTINEL_OPTIONS,
        "db": 2,
        **LOGIN,
        "ssl": True,
        **TLS_OPTIONS,
        **common,
    }


def test_celery_checks_certificates_although_kombu_would_not() -> None:
    server, sentinels = redis_clients.celery(SERVER), redis_clients.celery(SENTINELS)
    assert server["CELERY_BROKER_URL"] == "rediss://u:p%40@r:6380/2"
    assert sentinels["CELERY_BROKER_URL"] == "sentinel://u:p%40@a:26379/2;sentinel://u:p%40@[::1]:1/2"
    assert server["CELERY_BROKER_USE_SSL"] == sentinels["CELERY_BROKER_USE_SSL"]
    assert server["CELERY_BROKER_USE_SSL"] == {"ssl_cert_reqs": "required", **TLS_OPTIONS}
    added = {"master_name": "game", "sentinel_kwargs": SENTINEL_OPTIONS}
    assert sentinels["CELERY_BROKER_TRANSPORT_OPTIONS"] == {**server["CELERY_BROKER_TRANSPORT_OPTIONS"], **added}
    assert redis_clients.celery(Redis.parse("redis://r"))["CELERY_BROKER_USE_SSL"] is None
    assert redis_clients.celery(None)["CELERY_BROKER_URL"] == "memory://localhost"
