"""Tests that need a real Redis and gunicorn are deselected and listed if those are missing."""

from __future__ import annotations

from importlib.util import find_spec

from tests.processes.post import post, whole_post
from tests.processes.shifted import library
from tests.processes.stage import missing, stage, whole_stage
from tests.services.binaries import has

__all__ = ["post", "stage", "whole_post", "whole_stage"]

collect_ignore_glob = ["test_*"] if missing() else []
if library() is None or not (has("mariadbd") and find_spec("MySQLdb")):
    collect_ignore_glob.append("test_clocks.py")
