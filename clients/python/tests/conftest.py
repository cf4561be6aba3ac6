"""Without Redis, the test that needs it isn't collected; `make test` says so."""

from __future__ import annotations

from tests.services.binaries import has

collect_ignore = [] if has("redis-server") else ["test_faults.py"]
