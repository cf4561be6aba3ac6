"""Parses `REDIS_URL` and `REDIS_STATE_URL`. Errors don't contain the URL, because it may contain a password."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from config.service_urls.parts import Host, UrlParts

SCHEMES = {"redis": False, "valkey": False, "rediss": True, "valkeys": True}  # whether each uses TLS
TLS_OPTIONS = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile", "ssl_cert_reqs", "ssl_check_hostname")
SENTINEL_OPTIONS = ("sentinel_username", "sentinel_password")
TLS_CHOICES = {"ssl_cert_reqs": ("required", "optional", "none"), "ssl_check_hostname": ("true", "false")}
PORT, SENTINEL_PORT = 6379, 26379

FORMS = (
    "starts with redis://, redis+sentinel:// or redis+cluster://, with rediss:// for TLS (valkey:// and valkeys:// mean"
    " the same)"
)
SENTINEL_FORM = "redis+sentinel://user:password@host:26379,host2:26379/service/0"
STATE_NEEDS_PRIMARY = "Celery and the admin's sessions need a single server or Sentinel"
CLUSTER_FORM = "redis+cluster://user:password@host:6379,host2:6379/0"


@dataclass(frozen=True, kw_only=True)
class Redis:
    """One Redis or Valkey server, the primary that Sentinels monitor under the name `service`, or a cluster.

    `hosts` contains the server, the Sentinels, or some nodes of the cluster. `tls` applies to all of them, and
    `options` are redis-py's TLS options.
    """

    hosts: tuple[tuple[str, int], ...]
    service: str = ""
    cluster: bool = False
    database: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    options: tuple[tuple[str, str], ...] = ()
    sentinel_user: str = ""
    sentinel_password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, text: str) -> Redis:
        """Parses `redis://user:password@host:6379/0`, `SENTINEL_FORM` or `CLUSTER_FORM`, with options such as
        `?ssl_ca_certs=` for TLS.
        """
        url = UrlParts.split(text)
        scheme, _, kind = url.scheme.partition("+")
        has_service = kind == "sentinel"
        service, _, database = url.path.partition("/") if has_service else ("", "", url.path)
        _refuse_other_forms(url, scheme, kind, service)
        options = dict(url.options)
        return cls(
            hosts=tuple((host.name, host.port or (SENTINEL_PORT if has_service else PORT)) for host in url.hosts),
            service=service,
            cluster=kind == "cluster",
            database=_database(database, is_cluster=kind == "cluster"),
            user=url.user,
            password=url.password,
            tls=SCHEMES[scheme],
            options=tuple(_tls_option(name, options[name]) for name in TLS_OPTIONS if name in options),
            sentinel_user=options.get("sentinel_username", ""),
            sentinel_password=options.get("sentinel_password", ""),
        )

    @classmethod
    def parse_primary(cls, text: str) -> Redis:
        """Parses the URL, but refuses a cluster."""
        parsed = cls.parse(text)
        if parsed.cluster:
            raise ValueError(STATE_NEEDS_PRIMARY)
        return parsed

    @property
    def url(self) -> str:
        """Returns the URL for redis-py. It doesn't support URLs for Sentinels and clusters; for these, returns the URL
        that `parse` accepts.
        """
        kind = "+sentinel" if self.service else "+cluster" if self.cluster else ""
        scheme = f"{'rediss' if self.tls else 'redis'}{kind}"
        place = f"{quote(self.service, safe='')}/{self.database}" if self.service else str(self.database)
        options = f"?{urlencode(self.options)}" if self.options else ""
        return f"{scheme}://{self.credentials}{','.join(self.addresses)}/{place}{options}"

    @property
    def addresses(self) -> list[str]:
        return [str(Host(name=name, port=port)) for name, port in self.hosts]

    @property
    def credentials(self) -> str:
        """Returns the credentials of a URL, with the `@` before the host."""
        if not (self.user or self.password):
            return ""
        return f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@"


def _refuse_other_forms(url: UrlParts, scheme: str, kind: str, service: str) -> None:
    if url.scheme == "sentinel":
        raise ValueError(f"to use Sentinel, write {SENTINEL_FORM}")
    if scheme not in SCHEMES or kind not in ("", "sentinel", "cluster") or not url.hosts:
        raise ValueError(f"must be a URL with a host that {FORMS}")
    if kind == "sentinel" and not service:
        raise ValueError(f"the name of the service that Sentinel monitors is missing: {SENTINEL_FORM}")
    if len(url.hosts) > 1 and not kind:
        raise ValueError(f"only one host is allowed; for several, use {SENTINEL_FORM} or {CLUSTER_FORM}")
    sentinel_options = SENTINEL_OPTIONS if kind == "sentinel" else ()
    url.refuse_unknown_options((*(TLS_OPTIONS if SCHEMES[scheme] else ()), *sentinel_options))


def _database(text: str, *, is_cluster: bool) -> int:
    if is_cluster and text not in ("", "0"):
        raise ValueError("a cluster has only the Redis database 0")
    if text and not (text.isascii() and text.isdigit() and len(text) < 6):
        raise ValueError("the Redis database, after the last slash, must be a number")
    return int(text or 0)


def _tls_option(name: str, text: str) -> tuple[str, str]:
    choices = TLS_CHOICES.get(name)
    if choices and text.lower() not in choices:
        raise ValueError(f"{name} must be one of {', '.join(choices)}")
    return name, text.lower() if choices else text
