"""Tests whose programs or packages are missing are deselected; the header of the run says how to get them."""

from __future__ import annotations

from tests.services.binaries import has
from tests.services.database import has_database_server

collect_ignore: list[str] = []
if not has("redis-server"):
    collect_ignore.append("test_sentinel.py")
if not (has("redis-server") and has("mariadbd")):
    collect_ignore.append("test_services.py")
if not has_database_server():
    collect_ignore.append("test_mysql.py")
