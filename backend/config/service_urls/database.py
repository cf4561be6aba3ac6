"""Parses `DATABASE_URL`. Errors don't contain the URL, because it may contain a password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from config.service_urls.parts import UrlParts

MYSQL = ("mysql", "mariadb")
TLS_OPTIONS = {"ssl_ca": "ca", "ssl_cert": "cert", "ssl_key": "key"}


@dataclass(frozen=True, kw_only=True)
class Database:
    """A SQLite file (`embedded`) or a MySQL server. `tls` contains mysqlclient's `ssl` options."""

    embedded: bool
    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: int = 3306
    tls: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Database:
        """`sqlite:////absolute/path` or `mysql://user:password@host:port/name?ssl_ca=…&ssl_cert=…&ssl_key=…`."""
        url = UrlParts.split(text)
        if url.scheme == "sqlite" and not url.hosts and url.path:
            return cls(embedded=True, name=url.path)
        if url.scheme not in MYSQL or not url.hosts or not url.path:
            raise ValueError("must be sqlite:///path, mysql://user:password@host:port/name or the same with mariadb://")
        if len(url.hosts) > 1:
            raise ValueError(
                "only one host is allowed; use an address that always reaches the server that accepts writes: HAProxy, "
                "MySQL Router, ProxySQL or a managed service's endpoint (docs/high-availability.md)"
            )
        url.refuse_unknown_options(TLS_OPTIONS)
        (host,) = url.hosts
        return cls(
            embedded=False,
            name=url.path,
            user=url.user,
            password=url.password,
            host=host.name,
            port=host.port or 3306,
            tls=_tls(dict(url.options)),
        )


def _tls(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if options and "ssl_ca" not in options:
        raise ValueError("TLS needs ssl_ca, the file with the certificate of the authority that signed the server's")
    if ("ssl_cert" in options) != ("ssl_key" in options):
        raise ValueError("ssl_cert and ssl_key must be set together")
    return tuple((TLS_OPTIONS[name], value) for name, value in options.items())
