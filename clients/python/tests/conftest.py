"""Without Redis or Ruby, the tests that need it aren't collected; `make test` says so."""

from __future__ import annotations

from tests.services.binaries import has

NEEDED = {"test_faults.py": "redis-server", "test_ruby_client.py": "ruby"}
collect_ignore = [test for test, program in NEEDED.items() if not has(program)]
