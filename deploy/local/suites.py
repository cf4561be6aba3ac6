"""The test suites of `suites.toml`, which explains the fields."""

import shlex
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.paths import LOCAL, PYTHON, ROOT

TABLE = Path(__file__).with_name("suites.toml")
HEADERS = ("libmariadb-dev", "pkg-config", "gcc", "python3-dev")  # needed to build mysqlclient
FAILED = "--last-failed --last-failed-no-failures=none"


@dataclass(frozen=True, kw_only=True)
class Suite:
    name: str
    pytest: str = ""
    run: str = ""
    repeat: str = ""
    services: str = ""
    workers: int = 0
    coverage: bool = False
    install: Sequence[str] = ()
    packages: Sequence[str] = ()
    nightly: bool = False

    def needs(self) -> list[str]:
        """Debian packages."""
        services = ("mariadb-server", "redis-server") if self.services else ()
        headers = HEADERS if "production-packages" in self.install else ()
        return [*services, *headers, *self.packages]

    def installation(self) -> list[str]:
        return ["make", "--no-print-directory", "-C", str(ROOT), *self.install]

    def command(self, report: Path) -> list[str]:
        """Writes a JUnit report."""
        once = [*self._once(report), *(["--cov", "--cov-report="] if self.coverage else [])]
        if not self.workers:
            return [*self._with_services(), *once]
        if not self.services:
            return [*once, "-p", "xdist", f"--numprocesses={self.workers}"]
        # Each worker has services of its own, because tests flush, stop and kill them.
        worker = shlex.join([*self._with_services(), str(PYTHON)])
        return [*once, "-p", "xdist", "--dist=load", f"--tx={self.workers}*popen//python={worker}"]

    def repetition(self, report: Path) -> list[str]:
        """The command that repeats the failed tests in one process."""
        repeat = FAILED if self.pytest else self.repeat
        return [*self._with_services(), *self._once(report), *shlex.split(repeat)] if repeat else []

    def _with_services(self) -> list[str]:
        options = shlex.split(self.services)
        return [str(PYTHON), "-m", "tests.services", "--fast", *options, "--"] if options else []

    def _once(self, report: Path) -> list[str]:
        if self.run:
            return [word.replace("{report}", str(report)) for word in shlex.split(self.run)]
        # pytest finds its failed tests in the cache, of which each suite has its own.
        cache = f"--override-ini=cache_dir={LOCAL / 'pytest' / file_name(self.name)}"
        return [str(PYTHON), "-m", "pytest", cache, f"--junitxml={report}", *shlex.split(self.pytest)]


def load() -> list[Suite]:
    return [Suite(**table) for table in tomllib.loads(TABLE.read_text())["suite"]]


def file_name(name: str) -> str:
    return name.replace(",", "").replace(" ", "-")
