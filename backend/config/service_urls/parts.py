"""Splits the URLs of services. Errors never contain the URL's text, because a misplaced part may be a password."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s\[\]:@,]+)(?::([0-9]{1,5}))?", re.ASCII)
_PORTS = range(1, 65536)


@dataclass(frozen=True, kw_only=True)
class Host:
    """The `name` of an IPv6 address has no brackets. `port` is None if the URL has none."""

    name: str
    port: int | None

    def __str__(self) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port is None else f"{name}:{self.port}"


@dataclass(frozen=True, kw_only=True)
class UrlParts:
    """`user`, `password`, `path` and the values of `options` are percent-decoded. `path` has no leading slash."""

    scheme: str
    user: str
    password: str = field(repr=False)
    hosts: tuple[Host, ...]
    path: str
    options: tuple[tuple[str, str], ...] = field(repr=False)

    @classmethod
    def split(cls, text: str) -> UrlParts:
        """`scheme://user:password@host:port,host:port/path?option=value`. Raises ValueError."""
        scheme, separator, rest = text.partition("://")
        if not separator:
            raise ValueError("not a URL")
        rest, _, query = rest.partition("?")
        authority, _, path = rest.partition("/")
        userinfo, _, hosts = authority.rpartition("@")
        user, _, password = userinfo.partition(":")
        return cls(
            scheme=scheme.lower(),
            user=unquote(user),
            password=unquote(password),
            hosts=tuple(_host(host) for host in hosts.split(",")) if hosts else (),
            path=unquote(path),
            options=tuple(parse_qsl(query, keep_blank_values=True)),
        )

    def refuse_unknown_options(self, known: Collection[str]) -> None:
        if any(name not in known for name, _ in self.options):
            raise ValueError(f"unknown option after the question mark; known options: {', '.join(known) or 'none'}")


def _host(text: str) -> Host:
    match = _HOST.fullmatch(text)
    port = int(match[2]) if match and match[2] else None
    if match is None or (port is not None and port not in _PORTS):
        raise ValueError(
            "write each host as name, name:port or [IPv6]:port, separated by commas; in a user name or password, write "
            "/ as %2F, ? as %3F, @ as %40, : as %3A and % as %25"
        )
    return Host(name=match[1].strip("[]"), port=port)
