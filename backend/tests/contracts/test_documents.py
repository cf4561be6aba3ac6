"""Links in the documents work, examples run, and every name that they mention exists."""

from __future__ import annotations

import json
import pkgutil
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from jsonschema import Draft202012Validator

from config.celery import app
from core.api import error_codes
from tests.api import Player, call, registered
from tests.contracts.documents import DOCS, ROOT, asyncapi, code_blocks, operations, prose
from tests.sockets import Sockets

README = ROOT / "README.md"
PROTOCOL = DOCS / "protocol.md"
RECORDS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
MESSAGES: dict[str, Any] = asyncapi()["components"]["messages"]
ISSUED = {"$ACCESS": "access", "$REFRESH": "refresh"}

by_thread = sync_to_async(thread_sensitive=False)

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_ROW = re.compile(r"^\| \[(.*?)\]\((\d{4}[^)]*)\)", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`((?:backend|frontend|docs|deploy|nginx|benchmarks|\.ci|\.github)/[^`\s*<…]*)`")
_PYTHON_NAME = re.compile(r"`((?:core|accounts|game|operations|config)(?:\.\w+)+)(?:\(\))?`")


def anchors(path: Path) -> set[str]:
    """Returns the anchors that GitHub generates."""
    headings = _HEADING.findall(_FENCE.sub("", path.read_text()))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", prose(), ids=by_name)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    for target in _LINK.findall(_FENCE.sub("", path.read_text())):
        address, _, anchor = target.partition("#")
        if "://" in address:
            continue
        file = (path.parent / address).resolve() if address else path
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("path", prose(), ids=by_name)
def test_every_file_that_is_named_exists(path: Path) -> None:
    for name in _FILE.findall(path.read_text()):
        assert (ROOT / name.partition("::")[0]).exists(), name


@pytest.mark.parametrize("path", prose(), ids=by_name)
def test_every_python_name_that_is_named_exists(path: Path) -> None:
    app.loader.import_default_modules()  # registers the tasks
    for name in set(_PYTHON_NAME.findall(path.read_text())) - set(app.tasks):
        pkgutil.resolve_name(name)


@pytest.mark.parametrize("path", RECORDS, ids=by_name)
def test_a_decision_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 40


def test_the_index_lists_each_decision_once_by_its_title() -> None:
    index = (DOCS / "decisions" / "README.md").read_text()
    titles = {path.name: path.read_text().splitlines()[0].removeprefix("# ") for path in RECORDS}
    assert _ROW.findall(index) == [(title, name) for name, title in titles.items()]


def test_no_two_decisions_have_one_number() -> None:
    numbers = [path.name[:4] for path in RECORDS]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("path", prose(), ids=by_name)
def test_every_make_target_that_is_named_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make (?:-k )?([a-z-]+)", path.read_text())) <= targets


def test_the_readme_says_how_to_run_and_how_to_prove() -> None:
    shell = "\n".join(code_blocks(README, "sh"))
    assert "make run" in shell
    assert "make test" in shell


def test_every_endpoint_is_in_the_table_and_no_other() -> None:
    named = set(re.findall(r"^\| `(GET|POST|PATCH|DELETE) (/\S*)`", PROTOCOL.read_text(), re.MULTILINE))
    assert named == set(operations())


def test_the_protocol_shows_every_frame_and_names_every_code_of_the_socket() -> None:
    text = PROTOCOL.read_text()
    for name in MESSAGES:
        assert f'"type": "{name}"' in text or name == "play"
    for code in MESSAGES["error"]["payload"]["properties"]["code"]["enum"]:
        assert f"| `{code}` |" in text


@pytest.mark.parametrize("text", code_blocks(PROTOCOL, "json"))
def test_an_example_is_what_the_schemas_describe(text: str) -> None:
    example = json.loads(text)
    if example["type"] in MESSAGES:
        Draft202012Validator(MESSAGES[example["type"]]["payload"]).validate(example)
    else:
        assert {error["code"] for error in example["errors"]} <= set(error_codes.registered())


def test_the_examples_with_curl_work_one_after_the_other(db: None) -> None:
    blocks = [block for block in code_blocks(README, "sh") if "curl" in block]
    assert blocks
    issued: dict[str, str] = {}
    for command in re.split(r"\n(?=(?:TOKENS=\$\()?curl)", "\n".join(blocks).replace("\\\n", "")):
        method, address, headers, body = requested(command, issued)
        answer = call(method, address, raw=body, **headers)
        assert answer.status in (200, 201), command
        if isinstance(answer.json, dict):
            issued |= {name: answer.json[member] for name, member in ISSUED.items() if member in answer.json}
        promised = re.search(r"^# (\{.*\})$", command, re.MULTILINE)
        if promised:
            assert_as_promised(answer.json, json.loads(promised.group(1)))


async def test_the_conversation_over_a_socket_goes_as_it_is_written(transactional_db: None, sockets: Sockets) -> None:
    (conversation,) = code_blocks(README, "jsonl")
    someone: Player = await by_thread(registered)()
    socket = await sockets.open(someone.access)
    for line in conversation.splitlines():
        frame = json.loads(line)
        if frame.get("type") in MESSAGES and frame["type"] not in ("ping", "resume", "auth"):
            assert_as_promised(await socket.receive(), frame)
        else:
            await socket.send(frame)
    assert await socket.receives_nothing()


def requested(command: str, issued: dict[str, str]) -> tuple[str, str, dict[str, str], bytes]:
    """Returns the method, path, headers (as `call` takes them) and body of a curl command."""
    for placeholder, token in issued.items():
        command = command.replace(placeholder, token)
    words = shlex.split(command.splitlines()[0].removeprefix("TOKENS=$(").removesuffix(")"))
    headers, body, address = {}, b"", ""
    arguments = iter(words[1:])
    for word in arguments:
        if word == "-H":
            name, _, value = next(arguments).partition(": ")
            headers[name.upper().replace("-", "_")] = value
        elif word == "-d":
            body = next(arguments).encode()
        elif not word.startswith("-"):
            address = word.removeprefix("http://localhost:8000")
    return ("POST" if body else "GET"), address, headers, body


def assert_as_promised(answer: Any, promised: Any) -> None:
    """Addresses and times vary; everything else is as documented."""
    moving = ("id", "played_at", "last_played")
    assert {name: value for name, value in answer.items() if name not in moving} == {
        name: value for name, value in promised.items() if name not in moving
    }
