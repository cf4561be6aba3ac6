"""Every request, response and error in the OpenAPI document has an example, which its schema allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.api import Player, call
from tests.contracts.documents import openapi, resolved
from tests.contracts.test_error_codes import PLAY, PROVOCATIONS, Provocation, play

TAGS = ["Game", "Account", "Sessions", "Two-factor", "System"]


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in openapi()["paths"].items():
        yield from ((f"{method.upper()} {path}", operation) for method, operation in methods.items())


def media() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each body of each request and response, with its name."""
    for name, operation in operations():
        bodies = {"request": operation.get("requestBody", {}), **operation["responses"]}
        for kind, body in bodies.items():
            for content_type, described in resolved(body).get("content", {}).items():
                yield f"{name} {kind} {content_type}", described


MEDIA = dict(media())


@pytest.mark.parametrize("name", MEDIA)
def test_a_body_has_examples_that_its_schema_allows(name: str) -> None:
    examples = MEDIA[name].get("examples", {})
    assert examples
    schema = {**MEDIA[name]["schema"], "components": openapi()["components"]}
    for example in examples.values():
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(resolved(example)["value"])


def test_an_operation_has_a_tag_and_a_name_for_generated_clients() -> None:
    assert [tag["name"] for tag in openapi()["tags"]] == TAGS
    assert all(tag["description"] for tag in openapi()["tags"])
    names = [operation["operationId"] for _, operation in operations()]
    assert len(set(names)) == len(names)
    for _, operation in operations():
        assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", operation["operationId"])
        assert [tag in TAGS for tag in operation["tags"]] == [True]
    assert {"play", "listResults", "signIn"} <= set(names)


def test_the_document_explains_what_concerns_every_request() -> None:
    for heading in ("Errors", "Rate limits", "Idempotency", "Retries", "Sessions"):
        assert f"## {heading}\n" in openapi()["info"]["description"]
    assert openapi()["servers"] == [{"url": "/", "description": "The server that serves this document"}]
    for scheme in openapi()["components"]["securitySchemes"].values():
        assert scheme["description"]


def documented_details() -> dict[str, set[str]]:
    """The texts of the documented errors, by code."""
    details: dict[str, set[str]] = {}
    for described in MEDIA.values():
        for example in described.get("examples", {}).values():
            value = resolved(example)["value"]
            for error in value.get("errors", []) if isinstance(value, dict) else []:
                details.setdefault(error["code"], set()).add(error["detail"])
    return details


# Cases in which the other tests provoke the code with a different member or method than the example.
EXAMPLES: dict[str, Provocation] = {
    **PROVOCATIONS,
    "invalid": play({"number": 2}, IDEMPOTENCY_KEY="é"),
    "invalid_choice": lambda player: player.get("/api/game/results/?result=draw"),
    "method_not_allowed": lambda player: call("PUT", PLAY, token=player.access),
}


@pytest.mark.parametrize("code", sorted(documented_details().keys() & EXAMPLES.keys()))
def test_an_error_is_worded_as_in_its_example(code: str, player: Player) -> None:
    given = {error["detail"] for error in EXAMPLES[code](player).json["errors"] if error["code"] == code}
    assert given & documented_details()[code]
