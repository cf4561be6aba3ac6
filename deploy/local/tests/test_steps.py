"""A step runs if its inputs have changed, is skipped otherwise, and reports its failure."""

import sys
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy.local import steps
from deploy.local.environment import inherited
from deploy.local.program import CommandError
from deploy.local.steps import Stamp, digest, files_below


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "LOCAL", tmp_path / ".local")
    (tmp_path / "lock").write_text("one")
    return tmp_path


def append(place: Path) -> None:
    """A step that records each of its runs."""
    stamp = Stamp(place / "product" / ".stamp", digest([place / "lock"]))
    code = "open('trace', 'a').write('x')"
    steps.step("Trace", [sys.executable, "-c", code], cwd=place, env=inherited(), stamp=stamp)


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
    stamp = Stamp(place / ".stamp", "now")
    with pytest.raises(
        CommandError, match=r"Web app failed with exit code 4; .*\.local/logs/web-app\.log(.|\n)*the reason"
    ):
        steps.step(
            "Web app",
            [sys.executable, "-c", "print('the reason'); raise SystemExit(4)"],
            cwd=place,
            env=inherited(),
            stamp=stamp,
        )
    assert not stamp.is_current()
    assert (place / ".local" / "logs" / "web-app.log").read_text() == "the reason\n"


def test_a_command_that_is_not_there_is_refused_in_words(place: Path) -> None:
    with pytest.raises(CommandError, match="Web app does not start"):
        steps.step("Web app", [place / "nowhere"], cwd=place, env=inherited())


def test_products_are_not_among_the_inputs(place: Path) -> None:
    (place / "src" / "node_modules").mkdir(parents=True)
    (place / "src" / "node_modules" / "made").touch()
    (place / "src" / "page.tsx").touch()
    assert list(files_below(place / "src", without=frozenset({"node_modules"}))) == [place / "src" / "page.tsx"]


def test_a_long_step_shows_its_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(steps, "PROGRESS_SECONDS", 0.2)
    monkeypatch.setattr(steps, "time", SimpleNamespace(monotonic=count(0, 7).__next__))
    code = "import time; print('compiling', flush=True); time.sleep(1)"
    steps.step("Web app", [sys.executable, "-c", code], cwd=Path(), env=inherited())
    first, *progress, last = capsys.readouterr().out.splitlines()
    assert first == "  Web app …"
    assert [line.split(":")[0] for line in progress] == [f"  Web app … {7 * (at + 1)} s" for at in range(len(progress))]
    assert progress[-1].endswith(" s: compiling")
    assert last == f"  Web app: done in {7 * (len(progress) + 1)} s"
