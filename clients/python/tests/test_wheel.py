"""The built wheel can be installed and used, without the source."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import numberplay
from conformance.server.case import cases
from conformance.server.play_case import verdict

PROJECT = Path(__file__).resolve().parents[1]
PROGRAM = Path(__file__).with_name("conformance_program.py")
OFFLINE = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")


def pip(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", *words], check=True, stdin=subprocess.DEVNULL, timeout=120)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", *OFFLINE, "--no-build-isolation", "--wheel-dir", folder, PROJECT)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a separate environment, with the wheel and the dependencies of the current environment."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=120)
    interpreter = folder / "bin" / "python"
    pip("--python", interpreter, "install", *OFFLINE, wheel)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return interpreter


def test_the_wheel_has_the_types_and_nothing_but_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "numberplay/py.typed" in names
    assert {name.split("/")[0] for name in names} == {"numberplay", f"numberplay-{numberplay.__version__}.dist-info"}


def test_the_wheel_states_its_dependencies(python: Path) -> None:
    code = "from importlib.metadata import requires; print(*requires('numberplay'), sep='\\n')"
    output = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True, timeout=60).stdout
    assert output.splitlines() == ["httpx>=0.27,<1", "websockets>=14"]


def test_the_installed_package_passes_a_case(python: Path) -> None:
    (case,) = (case for case in cases() if case.id == "order/gap")
    # Isolated, so that neither the current folder nor the environment adds the source.
    assert asyncio.run(verdict(case, (str(python), "-I", str(PROGRAM)))) == []
