"""Drops cookies that are expensive to parse, before Django reads them."""

from __future__ import annotations

from django.http import HttpRequest


def drop_escaped_cookies(request: HttpRequest) -> None:
    """Our cookies never contain backslashes, and Python before 3.11.10 takes quadratic time to unescape them
    (CVE-2024-7592).
    """
    header = request.META.get("HTTP_COOKIE", "")
    if "\\" in header:
        request.META["HTTP_COOKIE"] = without_escapes(header)


def without_escapes(header: str) -> str:
    return ";".join(cookie for cookie in header.split(";") if "\\" not in cookie)
