"""Parses `EMAIL_URL`. Errors don't contain the URL, because it may contain a password."""

from __future__ import annotations

from dataclasses import dataclass, field

from config.service_urls.parts import UrlParts

MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True, kw_only=True)
class Mailer:
    """An SMTP server. `tls` means STARTTLS, and `ssl` means TLS from the start."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool
    ssl: bool

    @classmethod
    def parse(cls, text: str) -> Mailer:
        """`smtp://`, `smtp+tls://` or `smtps://`, then `user:password@host:port`."""
        url = UrlParts.split(text)
        if url.scheme not in MAIL_PORTS or len(url.hosts) != 1:
            raise ValueError("must be a URL with one host that starts with smtp://, smtp+tls:// or smtps://")
        (host,) = url.hosts
        return cls(
            host=host.name,
            port=host.port or MAIL_PORTS[url.scheme],
            user=url.user,
            password=url.password,
            tls=url.scheme == "smtp+tls",
            ssl=url.scheme == "smtps",
        )
