"""`make release VERSION=1.2.3`: updates versions and the changelog, commits and tags. Push the tag to publish it."""

import re
import subprocess
from datetime import UTC, datetime

from deploy.local.paths import BACKEND, CLIENT, ROOT
from deploy.local.program import CommandError, say
from deploy.local.steps import step

VERSION_FILE = BACKEND / "config" / "version.py"
# The clients have the version of the product.
CLIENT_FILES = (CLIENT / "package.json", ROOT / "clients" / "python" / "src" / "numberplay" / "__init__.py")
CHANGELOG = ROOT / "CHANGELOG.md"

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_UNRELEASED = re.compile(r"^## \[Unreleased\]\n(?!\s*^## )", re.MULTILINE)
_LINK = re.compile(r"^\[Unreleased\]: (.*)/compare/v.*\.\.\.HEAD$", re.MULTILINE)


async def main(version: str) -> None:
    current = current_version()
    if not _VERSION.fullmatch(version) or _parts(version) <= _parts(current):
        raise CommandError(f"VERSION is {version!r}; it must look like 1.2.3 and be higher than {current}.")
    if _git("status", "--porcelain"):
        raise CommandError("Commit or stash your changes first.")
    changelog = released(CHANGELOG.read_text(), version, datetime.now(UTC).date().isoformat())
    CHANGELOG.write_text(changelog)
    for file in (VERSION_FILE, *CLIENT_FILES):
        file.write_text(file.read_text().replace(f'"{current}"', f'"{version}"', 1))
    await step("Generated files", ["make", "schema"], cwd=ROOT)
    _git("commit", "--all", "--message", f"release: Version {version}")
    _git("tag", "--annotate", f"v{version}", "--message", f"Version {version}")
    say(f"Tagged v{version}. To release it: git push --follow-tags")


def current_version() -> str:
    [version] = _VERSION.findall(VERSION_FILE.read_text())
    return str(version)


def released(changelog: str, version: str, date: str) -> str:
    """The changelog with the unreleased changes moved to a section for the version. There must be some."""
    if not _UNRELEASED.search(changelog):
        raise CommandError(f"{CHANGELOG.name} has no unreleased changes.")
    changelog = _UNRELEASED.sub(f"## [Unreleased]\n\n## [{version}] - {date}\n", changelog)
    links = rf"[Unreleased]: \1/compare/v{version}...HEAD\n[{version}]: \1/releases/tag/v{version}"
    return _LINK.sub(links, changelog)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
