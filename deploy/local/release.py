"""`make release VERSION=1.2.3`: updates versions and the changelog, commits and tags. Push the tag to publish it."""

import re
import subprocess
import sys
from datetime import UTC, datetime

from deploy.local.paths import BACKEND, CLIENT, ROOT
from deploy.local.program import CommandError, run_program
from deploy.local.steps import say

VERSION_FILE = BACKEND / "config" / "version.py"
# The clients have the version of the product.
CLIENT_FILES = (CLIENT / "package.json", ROOT / "clients" / "python" / "src" / "numberplay" / "__init__.py")
CHANGELOG = ROOT / "CHANGELOG.md"

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_UNRELEASED = re.compile(r"^## \[Unreleased\]\n(.*?)(?=^## \[)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"^\[Unreleased\]: (.*)/compare/v(.*)\.\.\.HEAD$", re.MULTILINE)


def main(version: str) -> int:
    current = _current()
    if _parts(version) <= _parts(current):
        raise CommandError(f"VERSION is {version}; it must be higher than {current}.")
    if _git("status", "--porcelain"):
        raise CommandError("Commit or stash your changes first.")
    changelog = released(CHANGELOG.read_text(), version, datetime.now(UTC).date().isoformat())
    CHANGELOG.write_text(changelog)
    for file in (VERSION_FILE, *CLIENT_FILES):
        file.write_text(file.read_text().replace(f'"{current}"', f'"{version}"', 1))
    subprocess.run(["make", "schema"], cwd=ROOT, check=True)
    _git("commit", "--all", "--message", f"release: Version {version}")
    _git("tag", "--annotate", f"v{version}", "--message", f"Version {version}")
    say(f"Tagged v{version}. To release it: git push --follow-tags")
    return 0


def released(changelog: str, version: str, date: str) -> str:
    """The changelog with the unreleased changes moved to a section for the version. There must be some."""
    section, link = _UNRELEASED.search(changelog), _LINK.search(changelog)
    if section is None or link is None or not section[1].strip():
        raise CommandError(f"{CHANGELOG.name} has no unreleased changes.")
    changelog = changelog.replace("## [Unreleased]\n", f"## [Unreleased]\n\n## [{version}] - {date}\n", 1)
    unreleased = f"[Unreleased]: {link[1]}/compare/v{version}...HEAD"
    return changelog.replace(link[0], f"{unreleased}\n[{version}]: {link[1]}/releases/tag/v{version}")


def _current() -> str:
    found = _VERSION.search(VERSION_FILE.read_text())
    if found is None:
        raise CommandError(f"{VERSION_FILE.name} contains no version.")
    return found[0]


def _parts(version: str) -> tuple[int, ...]:
    match = _VERSION.fullmatch(version)
    if match is None:
        raise CommandError(f"VERSION is {version!r}; it must look like 1.2.3.")
    return tuple(map(int, match.groups()))


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(run_program(lambda: main(sys.argv[1] if len(sys.argv) > 1 else "")))
