"""Tests that need a real Redis and gunicorn are deselected and listed if those are missing."""

from __future__ import annotations

from tests.processes.post import post, whole_post
from tests.processes.shifted import library
from tests.processes.stage import missing, stage, whole_stage
from tests.services.database import has_database_server

__all__ = ["post", "stage", "whole_post", "whole_stage"]

collect_ignore_glob = ["test_*"] if missing() else []
if library() is None or not has_database_server():
    collect_ignore_glob.append("test_clocks.py")
if not has_database_server():
    collect_ignore_glob += ["test_database_tls.py", "test_frozen_database.py", "test_returning_crowd.py"]
