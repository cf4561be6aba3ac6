"""Parses `REDIS_URL` and `REDIS_STATE_URL`. Errors don't contain the URL, because it may contain a password."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from config.service_urls.parts import Host, UrlParts

SCHEMES = {"redis": False, "valkey": False, "rediss": True, "valkeys": True}  # whether it uses TLS
TLS_OPTIONS = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile", "ssl_cert_reqs", "ssl_check_hostname")
SENTINEL_OPTIONS = ("sentinel_username", "sentinel_password")
TLS_CHOICES = {"ssl_cert_reqs": ("required", "optional", "none"), "ssl_check_hostname": ("true", "false")}
PORT, SENTINEL_PORT = 6379, 26379

FORMS = (
    "starts with redis://, rediss://, redis+sentinel:// or rediss+sentinel:// (valkey:// and valkeys:// mean the same)"
)
SENTINEL_FORM = "redis+sentinel://user:password@host:26379,host2:26379/service/0"


@dataclass(frozen=True, kw_only=True)
class Redis:
    """One Redis or Valkey server, or the primary that Sentinels monitor under the name `service`.

    `hosts` contains the server, or the Sentinels. `tls` applies to all of them, and `options` are redis-py's TLS
    options.
    """

    hosts: tuple[tuple[str, int], ...]
    service: str = ""
    database: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    options: tuple[tuple[str, str], ...] = ()
    sentinel_user: str = ""
    sentinel_password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, text: str) -> Redis:
        """Parses `redis://user:password@host:6379/0` or `SENTINEL_FORM`, with options such as
        `?ssl_ca_certs=` for TLS.
        """
        url = UrlParts.split(text)
        scheme, _, kind = url.scheme.partition("+")
        service, _, database = url.path.partition("/") if kind else ("", "", url.path)
        _refuse_other_forms(url, scheme, kind, service)
        options = dict(url.options)
        return cls(
            hosts=tuple((host.name, host.port or (SENTINEL_PORT if kind else PORT)) for host in url.hosts),
            service=service,
            database=_database(database),
            user=url.user,
            password=url.password,
            tls=SCHEMES[scheme],
            options=tuple(_tls_option(name, options[name]) for name in TLS_OPTIONS if name in options),
            sentinel_user=options.get("sentinel_username", ""),
            sentinel_password=options.get("sentinel_password", ""),
        )

    @property
    def url(self) -> str:
        """The URL for redis-py, or for Sentinels, which redis-py doesn't support in URLs, the one that
        `parse` accepts.
        """
        scheme = f"{'rediss' if self.tls else 'redis'}{'+sentinel' if self.service else ''}"
        place = f"{quote(self.service, safe='')}/{self.database}" if self.service else str(self.database)
        options = f"?{urlencode(self.options)}" if self.options else ""
        return f"{scheme}://{self.credentials}{','.join(self.addresses)}/{place}{options}"

    @property
    def addresses(self) -> list[str]:
        return [str(Host(name=name, port=port)) for name, port in self.hosts]

    @property
    def credentials(self) -> str:
        """Includes the `@` before the host."""
        if not (self.user or self.password):
            return ""
        return f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@"


def _refuse_other_forms(url: UrlParts, scheme: str, kind: str, service: str) -> None:
    if url.scheme == "sentinel":
        raise ValueError(f"to use Sentinel, write {SENTINEL_FORM}")
    if scheme in SCHEMES and kind == "cluster":
        raise ValueError(f"Redis Cluster is not supported; use a single server, or Sentinel with {SENTINEL_FORM}")
    if scheme not in SCHEMES or kind not in ("", "sentinel") or not url.hosts:
        raise ValueError(f"must be a URL with a host that {FORMS}")
    if kind and not service:
        raise ValueError(f"the name of the service that Sentinel monitors is missing: {SENTINEL_FORM}")
    if len(url.hosts) > 1 and not kind:
        raise ValueError(f"only one host is allowed; use a single server, or Sentinel with {SENTINEL_FORM}")
    url.refuse_unknown_options((*(TLS_OPTIONS if SCHEMES[scheme] else ()), *(SENTINEL_OPTIONS if kind else ())))


def _database(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and len(text) < 6):
        raise ValueError("the Redis database, after the last slash, must be a number")
    return int(text or 0)


def _tls_option(name: str, text: str) -> tuple[str, str]:
    choices = TLS_CHOICES.get(name)
    if choices and text.lower() not in choices:
        raise ValueError(f"{name} must be one of {', '.join(choices)}")
    return name, text.lower() if choices else text
