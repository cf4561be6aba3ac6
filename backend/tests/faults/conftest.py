"""Tests that need a real Redis, gunicorn or MariaDB are deselected and listed if those are missing."""

from __future__ import annotations

import pytest

from tests.processes.post import post, whole_post
from tests.processes.stage import database_url, missing, stage, whole_stage
from tests.services.database import has_database_server
from tests.services.small_disk import can_mount

__all__ = ["database_url", "post", "stage", "whole_post", "whole_stage"]

collect_ignore_glob = ["test_*"] if missing() else []

if has_database_server():
    from tests.faults.database import database_stage

    __all__ += ["database_stage"]
else:
    collect_ignore_glob += ["test_database_*", "test_rolled_back.py", "test_disk_full_mariadb.py"]

if not can_mount():
    collect_ignore_glob += ["test_disk_full_*"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """pytest calls this only for the tests in this folder."""
    item.add_marker("fault")
