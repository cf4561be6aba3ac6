"""A result has the same fields wherever it appears."""

from __future__ import annotations

import ast
import csv
from io import StringIO

from game.csv_text import COLUMNS
from game.representations import ResultSerializer
from tests.api import Player
from tests.contracts.documents import ROOT, asyncapi, openapi

PYTHON_CLIENT = "clients/python/src/numberplay/models.py"
OF_THE_FRAME = {"type", "key", "replayed"}


def test_the_documents_and_the_export_have_the_fields_of_the_serializer() -> None:
    fields = set(ResultSerializer().fields)
    schema = openapi()["components"]["schemas"]["GameResult"]
    frame = asyncapi()["components"]["messages"]["game_result"]["payload"]
    assert set(schema["properties"]) == set(schema["required"]) == fields
    assert set(frame["properties"]) == fields | OF_THE_FRAME
    assert set(COLUMNS) == fields, "COLUMNS in game/csv_text.py"


def test_a_response_and_a_line_of_the_export_have_exactly_these_fields(player: Player) -> None:
    result = player.play(842).json
    assert set(result) == set(ResultSerializer().fields)
    (line,) = csv.DictReader(StringIO(player.get("/api/game/results/export/").raw.decode()))
    assert line == {name: str(value) for name, value in result.items()}


def test_the_python_client_has_the_fields_of_the_serializer() -> None:
    classes = {
        node.name: node for node in ast.parse((ROOT / PYTHON_CLIENT).read_text()).body if isinstance(node, ast.ClassDef)
    }
    fields = [ast.unparse(node.target) for node in classes["Result"].body if isinstance(node, ast.AnnAssign)]
    assert fields == list(ResultSerializer().fields), f"the fields of Result in {PYTHON_CLIENT}"
