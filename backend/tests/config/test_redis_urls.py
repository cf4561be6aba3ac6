"""Valid and invalid values of `REDIS_URL` and `REDIS_STATE_URL`."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from config.service_urls.redis import Redis

LOCAL = (("r", 6379),)
THREE = (("a", 26379), ("b", 26380), ("c", 26379))
CA = (("ssl_ca_certs", "/ca.pem"),)

READ: list[tuple[str, dict[str, Any]]] = [
    ("redis://r", {}),
    ("redis://r/", {}),
    ("redis://r/0", {}),
    ("valkey://r/0", {}),
    ("REDIS://r/0", {}),
    ("redis://r:6380/15", {"hosts": (("r", 6380),), "database": 15}),
    ("redis://[::1]:6380/1", {"hosts": (("::1", 6380),), "database": 1}),
    ("redis://[fe80::1]", {"hosts": (("fe80::1", 6379),)}),
    ("redis://:secret@r", {"password": "secret"}),
    ("redis://user:p%40%2F%3A%3Fw%25@r", {"user": "user", "password": "p@/:?w%"}),
    ("redis://user@r", {"user": "user"}),
    ("rediss://r/0", {"tls": True}),
    ("valkeys://r/0?ssl_ca_certs=/ca.pem", {"tls": True, "options": CA}),
    (
        "rediss://r?ssl_certfile=/c%20c.pem&ssl_keyfile=/k.pem&ssl_cert_reqs=NONE&ssl_check_hostname=false",
        {
            "tls": True,
            "options": (
                ("ssl_certfile", "/c c.pem"),
                ("ssl_keyfile", "/k.pem"),
                ("ssl_cert_reqs", "none"),
                ("ssl_check_hostname", "false"),
            ),
        },
    ),
    ("redis+sentinel://a,b:26380,c/game/0", {"hosts": THREE, "service": "game"}),
    ("valkey+sentinel://a,b:26380,c/game", {"hosts": THREE, "service": "game"}),
    ("redis+sentinel://a/My_Game-2.x/3", {"hosts": (("a", 26379),), "service": "My_Game-2.x", "database": 3}),
    (
        "redis+sentinel://u:p%2Cw@[::1]:1,[::2]/game/2",
        {"hosts": (("::1", 1), ("::2", 26379)), "service": "game", "database": 2, "user": "u", "password": "p,w"},
    ),
    ("redis+cluster://a:7000,b,[::1]:7001", {"hosts": (("a", 7000), ("b", 6379), ("::1", 7001)), "cluster": True}),
    ("valkey+cluster://a/", {"hosts": (("a", 6379),), "cluster": True}),
    (
        "rediss+cluster://u:p%40@a/0?ssl_ca_certs=/ca.pem",
        {"hosts": (("a", 6379),), "cluster": True, "user": "u", "password": "p@", "tls": True, "options": CA},
    ),
    (
        "rediss+sentinel://a/game/0?ssl_ca_certs=/ca.pem&sentinel_username=s&sentinel_password=q%26",
        {
            "hosts": (("a", 26379),),
            "service": "game",
            "tls": True,
            "options": CA,
            "sentinel_user": "s",
            "sentinel_password": "q&",
        },
    ),
]
REFUSED = [
    ("redis", "not a URL"),
    ("redis:r", "not a URL"),
    ("redis://", "must be a URL with a host"),
    ("http://r/0", "starts with redis://"),
    ("redis+http://r/0", "starts with redis://"),
    ("redis://r:port/0", "write each host as"),
    ("redis://r:0/0", "write each host as"),
    ("redis://r:65536/0", "write each host as"),
    ("redis://r:\u0661/0", "write each host as"),
    ("redis://::1/0", "write each host as"),
    ("redis://[::1/0", "write each host as"),
    ("redis://r s/0", "write each host as"),
    ("redis://r/one", "the Redis database, after the last slash, must be a number"),
    ("redis://r/0/1", "the Redis database, after the last slash, must be a number"),
    ("redis://r/-1", "the Redis database, after the last slash, must be a number"),
    ("redis://r/²", "the Redis database, after the last slash, must be a number"),
    ("redis://r,s/0", "only one host is allowed; for several, use redis+sentinel://"),
    ("redis://r/0?timeout=1", "unknown option after the question mark; known options: none"),
    ("redis://r/0?ssl_ca_certs=/ca.pem", "known options: none"),
    ("rediss://r/0?ssl_ca=/ca.pem", "known options: ssl_ca_certs, ssl_certfile"),
    ("rediss://r/0?ssl_cert_reqs=maybe", "ssl_cert_reqs must be one of required, optional, none"),
    ("rediss://r/0?ssl_check_hostname=maybe", "ssl_check_hostname must be one of true, false"),
    ("redis://r/0?sentinel_password=x", "known options: none"),
    ("redis+sentinel://a,b", "the name of the service"),
    ("redis+sentinel://a,b/", "the name of the service"),
    ("redis+sentinel://a,b//0", "the name of the service"),
    ("redis+sentinel://a,,b/game/0", "write each host as"),
    ("redis+sentinel://a/game/x", "the Redis database, after the last slash, must be a number"),
    ("redis+sentinel:///game/0", "must be a URL with a host"),
    ("sentinel://a:26379/game/0", "to use Sentinel, write redis+sentinel://"),
    ("redis+cluster://", "must be a URL with a host"),
    ("redis+cluster://a/1", "a cluster has only the Redis database 0"),
    ("redis+cluster://a/game/0", "a cluster has only the Redis database 0"),
    ("redis+cluster://a?sentinel_username=s", "known options: none"),
    ("cluster://a", "starts with redis://"),
]


@pytest.mark.parametrize(("text", "said"), READ)
def test_it_is_read_with_its_defaults(text: str, said: dict[str, Any]) -> None:
    assert Redis.parse(text) == Redis(**{"hosts": LOCAL, **said})


@pytest.mark.parametrize("text", [text for text, _ in READ if "sentinel_" not in text])
def test_a_parsed_url_is_rendered_so_that_it_parses_again(text: str) -> None:
    redis = Redis.parse(text)
    assert Redis.parse(redis.url) == redis


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_it_is_refused_with_a_sentence_that_helps(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        Redis.parse(text)


def test_a_refusal_never_repeats_a_password() -> None:
    """If a value contains characters with a meaning in URLs, parts are parsed as the port, the path, an option …"""
    schemes = ("redis", "rediss", "redis+sentinel", "redis+cluster", "sentinel", "gopher")
    secrets = ("hunter2", "hunter2/x", "x?hunter2=y", "[hunter2", "x:hunter2", "/hunter2", "\uff1fhunter2")
    rests = ("host", "host,host2/x/y", "host/0?password={0}", "host:{0}/0", "host/{0}/{0}")
    assert [
        url
        for scheme, secret, rest in itertools.product(schemes, secrets, rests)
        if "hunter2" in refusal(url := f"{scheme}://user:{secret}@{rest.format(secret)}")
    ] == []


def test_a_password_is_not_shown_with_what_was_read() -> None:
    assert "hunter2" not in repr(Redis.parse("redis+sentinel://u:hunter2@a/game?sentinel_password=hunter2"))


def refusal(url: str) -> str:
    try:
        Redis.parse(url)
    except ValueError as error:
        return str(error)
    return ""
