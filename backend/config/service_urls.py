"""What `DATABASE_URL` and `EMAIL_URL` say. Raises ValueError without repeating the URL: it may hold a password."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


@dataclass(frozen=True, kw_only=True)
class Database:
    """A SQLite file (`embedded`) or a MySQL server; `tls` holds mysqlclient's `ssl` options."""

    embedded: bool
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: int = 3306
    tls: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Database:
        """`sqlite:////absolute/path` or `mysql://user:password@host:port/name?ssl_ca=…&ssl_cert=…&ssl_key=…`."""
        url = urlsplit(text)
        if url.scheme == "sqlite" and len(url.path) > 1:
            return cls(embedded=True, name=unquote(url.path[1:]))
        if url.scheme != "mysql" or not url.hostname or len(url.path) < 2:
            raise ValueError("neither sqlite:///path nor mysql://user:password@host:port/name")
        return cls(
            embedded=False,
            name=unquote(url.path[1:]),
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
            host=url.hostname,
            port=url.port or 3306,
            tls=_tls(url),
        )


@dataclass(frozen=True, kw_only=True)
class Mailer:
    """An SMTP server; `tls` upgrades by STARTTLS, `ssl` speaks TLS from the first byte."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    ssl: bool

    @classmethod
    def parse(cls, text: str) -> Mailer:
        """`smtp://`, `smtp+tls://` or `smtps://`, then `user:password@host:port`."""
        url = urlsplit(text)
        ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
        if url.scheme not in ports or not url.hostname:
            raise ValueError("not a URL that begins with smtp://, smtp+tls:// or smtps://")
        return cls(
            host=url.hostname,
            port=url.port or ports[url.scheme],
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
            tls=url.scheme == "smtp+tls",
            ssl=url.scheme == "smtps",
        )


def _tls(url: SplitResult) -> tuple[tuple[str, str], ...]:
    known = {"ssl_ca": "ca", "ssl_cert": "cert", "ssl_key": "key"}
    query = parse_qs(url.query)
    unknown = sorted(set(query) - set(known))
    if unknown:
        raise ValueError(f"unknown option {unknown[0]}; known are {', '.join(known)}")
    return tuple((known[name], values[-1]) for name, values in query.items())
