"""Without Redis, the tests that need it aren't collected; `make test` reports this."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.clients import compile_typescript
from tests.services.binaries import has

collect_ignore = [] if has("redis-server") else ["test_faults.py"]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_typescript(tmp_path_factory.mktemp("client"))
