"""What needs a real Redis and gunicorn is left out by name where they are missing."""

from __future__ import annotations

from tests.processes.post import post, whole_post
from tests.processes.stage import database_url, missing, stage, whole_stage

__all__ = ["database_url", "post", "stage", "whole_post", "whole_stage"]

collect_ignore_glob = ["test_*"] if missing() else []
