"""docs/versions.md lists every public image, and `make check-versions` reads it. Needs no Docker daemon."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from deploy.compose import versions
from deploy.compose.versions import ended, named, supported

ROW = "| image | part | supported until |\n| --- | --- | --- |\n| `mysql:9.7` | the database | {} | Oracle |\n"


def test_the_table_has_exactly_the_images_that_the_repository_names() -> None:
    assert set(supported(versions.TABLE.read_text())) == set(named())


def test_images_are_found_in_every_kind_of_file(tmp_path: Path) -> None:
    files = {
        "backend/Dockerfile": "ARG PYTHON=python:3.13-slim\nFROM ${PYTHON}\nFROM debian:13\nARG BUILD_ID=x\n",
        "docker-compose.prod.yml": "x:\n  image: mysql:9.7\n  image: ${REGISTRY:-}numberplay-backend:${BUILD_ID:-}\n",
        "deploy/kubernetes/base/http.yaml": "          image: numberplay-backend:latest\n",
        ".github/workflows/ci.yml": "    container: node:24@sha256:00ff # why\n        image:\n          - {name: a}\n",
        ".devcontainer/devcontainer.json": '  "image": "mcr.example.com/python:3",\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    assert named(tmp_path) == {
        "python:3.13-slim": ["backend/Dockerfile"],
        "debian:13": ["backend/Dockerfile"],
        "mysql:9.7": ["docker-compose.prod.yml"],
        "node:24": [".github/workflows/ci.yml"],
        "mcr.example.com/python:3": [".devcontainer/devcontainer.json"],
    }


def test_a_version_is_reported_90_days_before_its_support_ends() -> None:
    table = ROW.format("2031-04-30")

    assert ended(table, date(2031, 1, 30)) == []
    assert ended(table, date(2031, 1, 31)) == ["mysql:9.7: supported until 2031-04-30"]
    assert ended(ROW.format("newest only"), date(2031, 1, 31)) == []
