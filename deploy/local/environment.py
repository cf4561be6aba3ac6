"""Environments of child processes."""

import os
import sys

QUIET = {
    "NEXT_TELEMETRY_DISABLED": "1",
    "NO_UPDATE_NOTIFIER": "1",
    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
    "PYTHONUNBUFFERED": "1",
}

# Select another database, Redis or mode than the backend's embedded defaults.
SELECTORS = ("DATABASE_URL", "REDIS_URL", "REDIS_STATE_URL", "DJANGO_ENV", "DJANGO_SETTINGS_MODULE")


def inherited(**more: str) -> dict[str, str]:
    """The user's environment. Some tools also color what goes to a file or a CI log."""
    color = {} if sys.stdout.isatty() else {"NO_COLOR": "1"}
    return {**os.environ, **QUIET, **color, **more}


def embedded(**more: str) -> dict[str, str]:
    """The same with embedded services only, so that tests never use the services that the user's shell points to."""
    return {name: value for name, value in inherited(**more).items() if name not in SELECTORS}
