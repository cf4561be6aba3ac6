"""Without Ruby, the tests that need it aren't collected; `make test` reports this."""

from __future__ import annotations

from tests.services.binaries import has

collect_ignore = [] if has("ruby") else ["test_ruby_client.py"]
