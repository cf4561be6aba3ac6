"""`make release` updates the version and the changelog, commits them and tags the commit."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from deploy.local import release
from deploy.local.paths import ROOT
from deploy.local.program import CommandError

CHANGELOG = """# Changelog

## [Unreleased]

### Added

- A door.

## [1.0.0] - 2026-11-23

[Unreleased]: ../../compare/v1.0.0...HEAD
[1.0.0]: ../../releases/tag/v1.0.0
"""
RELEASED = """# Changelog

## [Unreleased]

## [1.1.0] - 2026-12-01

### Added

- A door.

## [1.0.0] - 2026-11-23

[Unreleased]: ../../compare/v1.1.0...HEAD
[1.1.0]: ../../releases/tag/v1.1.0
[1.0.0]: ../../releases/tag/v1.0.0
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "version.py").write_text('VERSION = "1.0.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    (tmp_path / "package.json").write_text('{"version": "1.0.0", "dependencies": {"a": "1.0.0"}}')
    (tmp_path / "Makefile").write_text("schema:\n\t@:\n")
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "VERSION_FILE", tmp_path / "version.py")
    monkeypatch.setattr(release, "CLIENT_FILES", [tmp_path / "package.json"])
    monkeypatch.setattr(release, "CHANGELOG", tmp_path / "CHANGELOG.md")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "author@example.com")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    return tmp_path


def git(repository: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=repository, check=True, stdout=subprocess.PIPE, text=True).stdout


def test_the_changelog_gets_a_section_for_the_version() -> None:
    assert release.released(CHANGELOG, "1.1.0", "2026-12-01") == RELEASED


def test_our_clients_have_the_version_of_the_product() -> None:
    version = f'"{release.current_version()}"'
    assert all(version in file.read_text() for file in release.CLIENT_FILES)


def test_our_own_changelog_can_be_released() -> None:
    assert "\n## [99.0.0] - 2026-12-01\n" in release.released(
        (ROOT / "CHANGELOG.md").read_text(), "99.0.0", "2026-12-01"
    )


def test_a_release_is_one_commit_with_a_tag(repository: Path) -> None:
    asyncio.run(release.main("1.1.0"))
    assert (repository / "version.py").read_text() == 'VERSION = "1.1.0"\n'
    assert (repository / "package.json").read_text() == '{"version": "1.1.0", "dependencies": {"a": "1.0.0"}}'
    assert git(repository, "log", "-1", "--format=%s") == "release: Version 1.1.0\n"
    assert git(repository, "tag", "--points-at", "HEAD") == "v1.1.0\n"
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize("version", ["", "1", "1.1", "v1.1.0", "1.1.0rc1", "1.0.0", "0.9.9", "1.1.0 "])
def test_a_version_that_is_none_or_not_higher_is_refused(repository: Path, version: str) -> None:
    with pytest.raises(CommandError, match="VERSION is"):
        asyncio.run(release.main(version))
    assert git(repository, "status", "--porcelain") == ""


def test_uncommitted_changes_are_refused(repository: Path) -> None:
    (repository / "version.py").write_text('VERSION = "1.0.0"  # mine\n')
    with pytest.raises(CommandError, match="Commit or stash"):
        asyncio.run(release.main("1.1.0"))
    assert (repository / "CHANGELOG.md").read_text() == CHANGELOG


def test_a_release_without_changes_is_refused(repository: Path) -> None:
    asyncio.run(release.main("1.1.0"))
    with pytest.raises(CommandError, match="no unreleased changes"):
        asyncio.run(release.main("1.2.0"))
    assert git(repository, "tag") == "v1.1.0\n"
