"""An incomplete production configuration doesn't start, and lists all of its errors."""

from __future__ import annotations

import subprocess
import sys

import pytest

from config.env import Env
from tests.processes.programs import BACKEND, environment

COMPLETE = {
    "DJANGO_ENV": "production",
    "DJANGO_SECRET_KEY": "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "DJANGO_ALLOWED_HOSTS": "play.example.org",
    "CORS_ALLOWED_ORIGINS": "https://play.example.org",
    "DATABASE_URL": "mysql://numberplay:secret@127.0.0.1:1/numberplay",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://numberplay:secret@127.0.0.1:1",
}
FAULTS = [
    ({"DJANGO_SECRET_KEY": ""}, "DJANGO_SECRET_KEY"),
    ({"DJANGO_SECRET_KEY": "x" * 49}, "DJANGO_SECRET_KEY"),
    ({"DJANGO_SECRET_KEY_FALLBACKS": "x" * 50 + "," + "x" * 49}, "DJANGO_SECRET_KEY_FALLBACKS"),
    ({"DJANGO_DEBUG": "1"}, "DJANGO_DEBUG"),
    ({"DJANGO_ALLOWED_HOSTS": ""}, "DJANGO_ALLOWED_HOSTS"),
    ({"DJANGO_ALLOWED_HOSTS": "play.example.org,*"}, "DJANGO_ALLOWED_HOSTS"),
    ({"CORS_ALLOWED_ORIGINS": "https://*.example.org"}, "CORS_ALLOWED_ORIGINS"),
    ({"DATABASE_URL": ""}, "DATABASE_URL"),
    ({"DATABASE_URL": "sqlite:////data/game.db"}, "DATABASE_URL"),
    ({"REDIS_URL": ""}, "REDIS_URL"),
    ({"EMAIL_URL": ""}, "EMAIL_URL"),
]
WORST = {"DJANGO_ENV": "production", "DJANGO_DEBUG": "1", "CORS_ALLOWED_ORIGINS": "*"}
NAMED = [
    "DJANGO_SECRET_KEY",
    "DJANGO_DEBUG",
    "DJANGO_ALLOWED_HOSTS",
    "CORS_ALLOWED_ORIGINS",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
]
SERVERS = {
    "check": ["manage.py", "check"],
    "serve": ["manage.py", "serve", "--port", "0"],
    "worker": ["-m", "celery", "--app", "config", "worker", "--pool", "solo"],
}


def test_a_complete_production_has_no_fault() -> None:
    assert Env.parse(COMPLETE).faults() == ()


@pytest.mark.parametrize(("wrong", "name"), FAULTS)
def test_each_fault_of_a_production_is_named_alone(wrong: dict[str, str], name: str) -> None:
    faults = Env.parse({**COMPLETE, **wrong}).faults()
    assert [fault.split()[0] for fault in faults] == [name]


@pytest.mark.parametrize(("wrong", "name"), FAULTS)
def test_outside_of_production_it_is_no_fault(wrong: dict[str, str], name: str) -> None:
    assert Env.parse({**COMPLETE, **wrong, "DJANGO_ENV": ""}).faults() == ()


@pytest.mark.parametrize("server", SERVERS)
def test_a_half_configured_production_does_not_start_and_names_every_fault(server: str) -> None:
    assert_refuses(*SERVERS[server])


def assert_refuses(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=BACKEND,
        env=environment(**WORST),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert [name for name in NAMED if f"{name} must" not in said] == []
