"""docker-compose.prod.yml doesn't start without its secrets. Needs no Docker daemon."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from deploy.compose.tests.stack import COMPOSE, ROOT

COMPLETED = {"DJANGO_ALLOWED_HOSTS": "localhost", "EMAIL_URL": "smtp://mail:1025", "TLS_FOLDER": "/nowhere"}
NEEDED = [
    "DJANGO_SECRET_KEY",
    "DJANGO_ALLOWED_HOSTS",
    "MYSQL_PASSWORD",
    "MYSQL_ROOT_PASSWORD",
    "REDIS_PASSWORD",
    "FLOWER_PASSWORD",
    "EMAIL_URL",
    "TLS_FOLDER",
]
# What the files on top of docker-compose.prod.yml need in addition
ADDITIONS = {
    "deploy/ha/compose.yml": {},
    "deploy/backup/compose.yml": {"BINLOGS_PASSWORD": "secret"},
    "deploy/compose/certificates.yml": {
        "TLS_FOLDER": "certificates",
        "ACME_DOMAINS": "play.example.org",
        "ACME_EMAIL": "ada@example.org",
    },
    "deploy/compose/flower.yml": {},
    "deploy/compose/monitoring.yml": {"GRAFANA_PASSWORD": "secret"},
    "deploy/compose/sentry.yml": {},
}


def new_secrets() -> dict[str, str]:
    made = subprocess.run([ROOT / "deploy/compose/new-secrets"], capture_output=True, text=True, check=True).stdout
    lines = [line.partition("=") for line in made.splitlines() if line and not line.startswith("#")]
    return {name: value for name, _, value in lines} | COMPLETED


def config(folder: Path, variables: dict[str, str], *overrides: str) -> subprocess.CompletedProcess[str]:
    """What Compose reports about the files with these variables in `.env`."""
    (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in variables.items()))
    environment = {name: value for name, value in os.environ.items() if name not in NEEDED}
    files = [word for file in ("docker-compose.prod.yml", *overrides) for word in ("-f", file)]
    command = [*COMPOSE, "--env-file", str(folder / ".env"), *files, "config", "--quiet"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_made_secrets_are_all_that_is_needed(tmp_path: Path) -> None:
    assert set(new_secrets()) == set(NEEDED)
    assert config(tmp_path, new_secrets()).returncode == 0


@pytest.mark.parametrize("file", ADDITIONS)
def test_a_file_on_top_of_production_needs_what_it_names(file: str, tmp_path: Path) -> None:
    complete = new_secrets() | ADDITIONS[file]

    assert config(tmp_path, complete, file).returncode == 0
    for missing in ADDITIONS[file]:
        refused = config(tmp_path, {**complete, missing: ""}, file)
        assert refused.returncode != 0
        assert refused.stderr.strip().rsplit(": ", 1)[-1].startswith(f"{missing} must")


def test_made_secrets_are_long_and_never_the_same() -> None:
    once, again = new_secrets(), new_secrets()

    assert len(once["DJANGO_SECRET_KEY"]) >= 50
    assert all(once[name] != again[name] for name in once if name not in COMPLETED)


@pytest.mark.parametrize("missing", NEEDED)
@pytest.mark.parametrize("how", ["absent", "empty"])
def test_without_one_of_them_it_refuses_and_names_it(missing: str, how: str, tmp_path: Path) -> None:
    variables = {name: value for name, value in new_secrets().items() if name != missing}
    refused = config(tmp_path, variables if how == "absent" else {**variables, missing: ""})

    assert refused.returncode != 0
    # 1.29 shows the whole raw section first.
    assert refused.stderr.strip().rsplit(": ", 1)[-1].startswith(f"{missing} must")
