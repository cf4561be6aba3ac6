"""`make check-versions`: fails if the support of an image in docs/versions.md has ended, or ends within 90 days."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "versions.md"
NOTICE = timedelta(days=90)
FILES = (
    "*/Dockerfile",
    "*/*/Dockerfile",
    "docker-compose*.yml",
    "deploy/**/*.yml",
    "deploy/**/*.yaml",
    ".github/workflows/*.yml",
    ".devcontainer/devcontainer.json",
)

# An image with a tag, without its digest. Our own images are left out: they have no fixed tag, or one of our names.
_NAMED = re.compile(r'^\s*(?:"?image"?:|container:|ARG \w+=|FROM )\s*"?((?!numberplay-)[\w./-]+:[\w.-]+)', re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|", re.MULTILINE)


def named(root: Path = ROOT) -> dict[str, list[str]]:
    """Every public image that the repository names, with the files that name it."""
    found: dict[str, list[str]] = {}
    for file in sorted(path for pattern in FILES for path in root.glob(pattern)):
        for image in _NAMED.findall(file.read_text()):
            found.setdefault(image, []).append(str(file.relative_to(root)))
    return found


def supported(table: str) -> dict[str, str]:
    """The end of support of every image in the table."""
    return {image: until.strip() for image, until in _ROW.findall(table)}


def ended(table: str, today: date) -> list[str]:
    """The images that need attention. Rows without a date have a reason instead."""
    return [
        f"{image}: supported until {until}"
        for image, until in supported(table).items()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", until) and date.fromisoformat(until) - today < NOTICE
    ]


def main() -> int:
    found = ended(TABLE.read_text(), datetime.now(UTC).date())
    good = f"All versions in {TABLE.relative_to(ROOT)} are supported for {NOTICE.days} more days."
    sys.stdout.write("\n".join(found or [good]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
