"""A full disk is reported before anything starts."""

import asyncio
import errno
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from deploy.local import product
from deploy.local.program import CommandError, run_program
from deploy.local.resources import require_disk_space

MEBIBYTE = 1024 * 1024


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database, on its own disk with one megabyte left."""
    file = tmp_path / "numberplay.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    left = {str(tmp_path): MEBIBYTE}
    monkeypatch.setattr(shutil, "disk_usage", lambda at: SimpleNamespace(free=left.get(str(at), 1024 * MEBIBYTE)))
    return file


def test_make_run_does_not_start_where_the_database_has_no_room(file: Path) -> None:
    with pytest.raises(CommandError, match=r"The disk that holds .* is full \(1\.0 MiB left\)\. Free up ") as error:
        asyncio.run(product.prepare())
    assert str(file) in str(error.value)


@pytest.mark.parametrize("url", ["", "mysql://numberplay:secret@db:3306/numberplay", "sqlite:////nowhere/at.all"])
def test_only_the_disks_that_are_used_are_looked_at(file: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    require_disk_space()


def test_a_disk_that_fills_up_during_it_is_explained_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    async def fill() -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "log")

    assert run_program(fill()) == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert sentence.startswith("The disk is full")
    assert sentence.endswith("Free up some space, then run this command again.")
