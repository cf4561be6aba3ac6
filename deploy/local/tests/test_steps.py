"""A step runs if its inputs have changed, is skipped otherwise, and reports its failure."""

import asyncio
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy.local import product, steps
from deploy.local.paths import CLIENT, FRONTEND, ROOT
from deploy.local.product import files_below
from deploy.local.program import CommandError
from deploy.local.steps import Stamp, step


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "LOCAL", tmp_path / ".local")
    (tmp_path / "lock").write_text("one")
    return tmp_path


def append(place: Path) -> None:
    """A step that records each of its runs."""
    stamp = Stamp(place / "product" / ".stamp", [place / "lock"])
    code = "open('trace', 'a').write('x')"
    asyncio.run(step("Trace", [sys.executable, "-c", code], cwd=place, stamp=stamp))


def test_a_step_runs_once_for_the_same_inputs_and_again_for_others(place: Path) -> None:
    append(place)
    append(place)
    assert (place / "trace").read_text() == "x"
    (place / "lock").write_text("two")
    append(place)
    assert (place / "trace").read_text() == "xx"


def test_a_step_runs_again_when_its_product_is_gone(place: Path) -> None:
    append(place)
    (place / "product" / ".stamp").unlink()
    append(place)
    assert (place / "trace").read_text() == "xx"


def test_a_failed_step_shows_the_end_of_its_output_and_is_not_taken_for_done(place: Path) -> None:
    stamp = Stamp(place / ".stamp", [place / "lock"])
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(4)"]
    with pytest.raises(
        CommandError, match=r"Web app failed with exit code 4; .*\.local/logs/web-app\.log(.|\n)*the reason"
    ):
        asyncio.run(step("Web app", command, cwd=place, stamp=stamp))
    assert not stamp.is_current()
    assert (place / ".local" / "logs" / "web-app.log").read_text() == "the reason\n"


def test_a_command_that_is_not_there_is_refused_in_words(place: Path) -> None:
    with pytest.raises(CommandError, match="Web app does not start"):
        asyncio.run(step("Web app", [place / "nowhere"], cwd=place))


def test_products_are_not_among_the_inputs(place: Path) -> None:
    (place / "src" / "node_modules").mkdir(parents=True)
    (place / "src" / "node_modules" / "made").touch()
    (place / "src" / "page.tsx").touch()
    (place / "src" / "small.woff2").touch()
    assert list(files_below(place / "src", without=["node_modules", "*.woff2"])) == [place / "src" / "page.tsx"]


def test_the_sources_of_the_web_app_are_those_that_git_has() -> None:
    """What a build writes would make it out of date, so that it would be built twice."""
    written = FRONTEND / "src" / "app" / "fonts" / "of-this-test.woff2"
    written.touch()
    try:
        sources = set(product.sources())
    finally:
        written.unlink()
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", str(FRONTEND), str(CLIENT)]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    paths = {ROOT / path for path in listed if (ROOT / path).is_file()}
    assert sources == {path for path in paths if not {"e2e", "tests"}.intersection(path.parts)}
    assert len(sources) > 300


def test_a_long_step_shows_its_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(steps, "PROGRESS_SECONDS", 0.2)
    monkeypatch.setattr(steps, "time", SimpleNamespace(monotonic=count(0, 7).__next__))
    code = "import time; print('compiling', flush=True); time.sleep(1)"
    asyncio.run(step("Web app", [sys.executable, "-c", code], cwd=Path()))
    first, *progress, last = capsys.readouterr().out.splitlines()
    assert first == "  Web app …"
    assert [line.split(":")[0] for line in progress] == [f"  Web app … {7 * (at + 1)} s" for at in range(len(progress))]
    assert progress[-1].endswith(" s: compiling")
    assert last == f"  Web app: done in {7 * (len(progress) + 1)} s"
