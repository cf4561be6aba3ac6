"""The generated documents in the repository are up to date."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.core.management import call_command

from tests.api import call
from tests.contracts.documents import ASYNCAPI, OPENAPI, asyncapi, openapi


def test_the_openapi_document_is_current_and_without_a_warning(tmp_path: Path) -> None:
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(made))
    assert made.read_text() == OPENAPI.read_text(), "make schema"


def test_the_asyncapi_document_is_current(tmp_path: Path) -> None:
    made = tmp_path / "asyncapi.yaml"
    call_command("asyncapi", "--file", str(made))
    assert made.read_text() == ASYNCAPI.read_text(), "make schema"


def test_the_served_documents_are_those_in_the_repository() -> None:
    assert yaml.safe_load(call("GET", "/api/schema/").raw) == openapi()
    assert call("GET", "/api/asyncapi/").json == asyncapi()
