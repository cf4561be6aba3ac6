"""What needs a real Redis and gunicorn is in shared/, which has a conftest of its own."""

from __future__ import annotations

from tests.processes.stage import database_url, edge, serve

__all__ = ["database_url", "edge", "serve"]
