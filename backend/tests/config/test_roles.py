"""The role of a process depends on how it is started."""

from __future__ import annotations

import subprocess
import sys

import pytest

from config.processes import roles
from config.processes.roles import Role
from tests.processes.programs import environment

LOADED = """
from django.conf import settings
from config.processes import roles
print(roles.current().value, settings.DATABASES)
"""


@pytest.fixture(autouse=True)
def undeclared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_declared", None)


@pytest.mark.parametrize(
    ("arguments", "role"),
    [
        (["serve", "--port", "8000"], Role.SOCKET),
        (["runserver"], Role.SOCKET),
        (["migrate"], Role.COMMAND),
        (["shell", "serve"], Role.COMMAND),
        ([], Role.COMMAND),
    ],
)
def test_a_command_is_a_server_or_not(arguments: list[str], role: Role) -> None:
    roles.declare_command(arguments)
    assert roles.current() is role


def test_the_first_declaration_wins() -> None:
    assert roles.current() is Role.COMMAND
    roles.declare(Role.WEB)
    roles.declare(Role.WORKER)
    assert roles.current() is Role.WEB


@pytest.mark.parametrize(
    ("module", "role", "kept"),
    [("config.wsgi", "web", 600), ("config.asgi", "socket", 0), ("config.celery", "worker", 0), ("json", "command", 0)],
)
def test_an_entry_point_declares_its_role_before_the_settings_are_read(module: str, role: str, kept: int) -> None:
    env = environment(DATABASE_URL="mysql://db/game", DJANGO_SETTINGS_MODULE="config.settings")
    command = [sys.executable, "-c", f"import {module}\n{LOADED}"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60).stdout
    assert done.split()[0] == role
    assert f"'CONN_MAX_AGE': {kept}," in done
