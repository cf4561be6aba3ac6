"""The content security policy of every response. Django's `SecurityMiddleware` adds the other security headers."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

# For the pages that the backend serves itself: the admin and the API documentation.
POLICY = (
    "default-src 'self'{files}; img-src 'self'{files} data:; style-src 'self'{files} 'unsafe-inline'; "
    "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


@lru_cache
def content_security_policy(static_url: str) -> str:
    """Returns the policy, which also allows static files on a CDN."""
    url = urlsplit(static_url)
    return POLICY.format(files=f" {url.scheme}://{url.netloc}" if url.netloc else "")
