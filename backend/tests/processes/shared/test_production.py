"""Tests that need the production packages: gunicorn and the MySQL driver."""

from __future__ import annotations

from tests.config.test_production import COMPLETE, assert_refuses
from tests.processes.programs import environment, manage


def test_gunicorn_does_not_start_a_half_configured_production_and_names_every_fault() -> None:
    assert_refuses("-m", "gunicorn", "config.wsgi", "--bind", "127.0.0.1:0")


def test_a_complete_production_passes_every_check_of_its_deployment() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", env=environment(**COMPLETE))
    assert done.returncode == 0, done.stderr
