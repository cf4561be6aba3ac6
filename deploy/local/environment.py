"""The environments of the child processes."""

import os
import sys

SILENCE = {
    "NEXT_TELEMETRY_DISABLED": "1",
    "NO_UPDATE_NOTIFIER": "1",
    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
    "PYTHONUNBUFFERED": "1",
}

# What selects another database, another Redis or another mode of the backend than its embedded default.
SELECTORS = ("DATABASE_URL", "REDIS_URL", "REDIS_STATE_URL", "DJANGO_ENV", "DJANGO_SETTINGS_MODULE")


def inherited(**more: str) -> dict[str, str]:
    """What the person configured, without the chatter of the tools."""
    # Some tools color what goes to a file or a CI log too.
    color = {} if sys.stdout.isatty() else {"NO_COLOR": "1"}
    return {**os.environ, **SILENCE, **color, **more}


def embedded(**more: str) -> dict[str, str]:
    """The same, but every service is the built-in one: a test run never touches what the person's shell points at."""
    return {name: value for name, value in inherited(**more).items() if name not in SELECTORS}
