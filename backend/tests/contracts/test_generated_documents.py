"""The generated documents in the repository are up to date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from tests.api import call
from tests.contracts.documents import ASYNCAPI, OPENAPI, ROOT, asyncapi, openapi
from tests.game.results import FIELDS


def test_the_openapi_document_is_current_and_without_a_warning(tmp_path: Path) -> None:
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(made))
    assert made.read_text() == OPENAPI.read_text(), "make schema"


def test_the_asyncapi_document_is_current(tmp_path: Path) -> None:
    made = tmp_path / "asyncapi.yaml"
    call_command("asyncapi", "--file", str(made))
    assert made.read_text() == ASYNCAPI.read_text(), "make schema"


EXAMPLES = ("README.md", "docs/protocol.md", "clients/conformance/result.json", "frontend/tests/fixtures.ts")


@pytest.mark.parametrize("document", [ROOT / name for name in EXAMPLES], ids=lambda path: path.name)
def test_the_examples_of_a_result_are_current(document: Path, tmp_path: Path) -> None:
    made = tmp_path / document.name
    made.write_text(document.read_text())
    call_command("renew_examples", str(made))
    assert made.read_text() == document.read_text(), "make schema"


def test_an_example_gets_the_fields_of_a_result_and_keeps_those_of_its_frame(tmp_path: Path) -> None:
    made = tmp_path / "document.md"
    made.write_text(
        '# {"id": 1, "seq": 7, "old": 1}\n{"type": "game_result", "id": 1, "key": "k1", "replayed": true}\n'
        '{"type": "pong", "seq": 1}\ndata: {"id":1,"seq":7}\n'
    )
    call_command("renew_examples", str(made))
    response, frame, pong, event = made.read_text().splitlines()
    assert list(json.loads(response.removeprefix("# "))) == FIELDS
    assert list(json.loads(frame)) == ["type", *FIELDS, "key", "replayed"]
    assert pong == '{"type": "pong", "seq": 1}'
    assert list(json.loads(event.removeprefix("data: "))) == FIELDS
    assert " " not in event.removeprefix("data: ")


def test_the_served_documents_are_those_in_the_repository() -> None:
    assert yaml.safe_load(call("GET", "/api/schema/").raw) == openapi()
    assert call("GET", "/api/asyncapi/").json == asyncapi()
