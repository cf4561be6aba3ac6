"""The AsyncAPI document has examples of every message, and describes where to connect and how to authenticate."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from game.live import protocol
from tests.contracts.documents import asyncapi, described_event, described_frame

MESSAGES: dict[str, Any] = asyncapi()["components"]["messages"]
EVENTS: dict[str, Any] = asyncapi()["channels"]["stream"]["messages"]
FROM_CLIENTS = {reference["$ref"].rpartition("/")[2] for reference in asyncapi()["operations"]["send"]["messages"]}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_has_examples_that_its_schema_allows(name: str) -> None:
    examples = MESSAGES[name]["examples"]
    assert examples
    for example in examples:
        Draft202012Validator(MESSAGES[name]["payload"], format_checker=FormatChecker()).validate(example["payload"])
        assert example["name"]
        if name not in FROM_CLIENTS:
            described_frame(json.dumps(example["payload"]))


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_of_the_stream_has_examples_that_its_schemas_allow(name: str) -> None:
    (example,) = EVENTS[name]["examples"]
    described_event(example["headers"], example["payload"])


@pytest.mark.parametrize("name", sorted(FROM_CLIENTS))
def test_the_parser_accepts_the_examples_of_clients(name: str) -> None:
    for example in MESSAGES[name]["examples"]:
        assert not isinstance(protocol.parse(json.dumps(example["payload"])), protocol.Refusal)


def test_the_document_says_where_to_connect_and_how_to_authenticate() -> None:
    servers, schemes = asyncapi()["servers"], asyncapi()["components"]["securitySchemes"]
    assert {(server["protocol"], server["host"]) for server in servers.values()} == {
        ("ws", "localhost:8000"),
        ("wss", "{host}"),
        ("http", "localhost:8000"),
        ("https", "{host}"),
    }
    for server in servers.values():
        expected = list(schemes) if server["protocol"].startswith("ws") else ["header", "query"]
        assert server["security"] == [{"$ref": f"#/components/securitySchemes/{name}"} for name in expected]
    for channel, protocols in {"game": {"ws", "wss"}, "stream": {"http", "https"}}.items():
        links = [link["$ref"].removeprefix("#/servers/") for link in asyncapi()["channels"][channel]["servers"]]
        assert {servers[name]["protocol"] for name in links} == protocols
    assert {(scheme["type"], scheme.get("in"), scheme.get("name")) for scheme in schemes.values()} == {
        ("http", None, None),
        ("httpApiKey", "query", "token"),
        ("httpApiKey", "header", "Sec-WebSocket-Protocol"),
    }
    assert asyncapi()["channels"]["game"]["bindings"]["ws"]["query"]["properties"].keys() == {"token", "since"}
