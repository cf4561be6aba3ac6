"""`examples/requests.http`, executed in order against `manage.py serve`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest

from tests import used_secrets
from tests.contracts.documents import operations
from tests.processes.mailbox import Mailbox, mail_server, text_of
from tests.processes.players import ANSWER_SECONDS, wait_until
from tests.processes.programs import BACKEND, UNLIMITED, Serve, environment
from tests.processes.request_collection import Collection
from tests.processes.stage import fresh_database

COLLECTION = BACKEND.parent / "examples" / "requests.http"
MAIL_SECONDS = 20
VARIABLES = {"username": "collector", "email": "collector@example.com", "newEmail": "collector@example.org"}
EMAILS = {
    "welcomeToken": ("collector@example.com", "Welcome to NumberPlay"),
    "changeToken": ("collector@example.org", "Confirm your new email address"),
    "resetToken": ("collector@example.com", "Reset your password"),
}


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def server(tmp_path: Path, mailbox: Mailbox) -> Iterator[Serve]:
    """Uses its own database, because the collection registers the same user each time."""
    with (
        fresh_database(tmp_path) as database_url,
        Serve(environment(DATABASE_URL=database_url, EMAIL_URL=mailbox.url, **UNLIMITED)) as program,
    ):
        yield program


@pytest.fixture
def collection(server: Serve, mailbox: Mailbox) -> Collection:
    def ask(prompt: str, responses: Mapping[str, Any]) -> str:
        if prompt == "code":
            return pyotp.TOTP(responses["totp"]["secret"]).now()
        wait_until(lambda: bool(mailbox.to(*EMAILS[prompt])), MAIL_SECONDS)
        return text_of(mailbox.to(*EMAILS[prompt])[0]).partition("#token=")[2].split()[0]

    return Collection(COLLECTION, ask, host=server.url, **VARIABLES)


def test_every_request_of_the_collection_gets_its_status(collection: Collection) -> None:
    with httpx.Client(trust_env=False, timeout=ANSWER_SECONDS) as client:
        for item in collection.items:
            response = collection.send(client, item)
            is_json = response.headers.get("Content-Type") == "application/json"
            used_secrets.suite.used(response.json() if is_json else None)
            assert response.status_code == item.status, f"{item.title}: {response.text}"


def test_the_collection_has_every_operation_of_the_document() -> None:
    requests = Collection(COLLECTION, lambda prompt, _: prompt, host="").items
    sent = {(item.method, item.url.removeprefix("{{host}}").partition("?")[0]) for item in requests}
    assert unnamed(sent) == unnamed(operations())


def unnamed(requests: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without the names of the variables in paths."""
    return {(method, re.sub(r"{+.+?}+", "{}", path)) for method, path in requests}
