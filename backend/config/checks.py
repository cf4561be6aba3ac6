"""System checks: with an incomplete production configuration, nothing starts and all errors are listed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured


@register(Tags.security)
def production_is_complete(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    faults = settings.ENV.faults()
    return [Error(fault, id=f"numberplay.E{number:03}") for number, fault in enumerate(faults, start=1)]


def refuse_invalid_configuration() -> None:
    """Runs the checks in servers and workers, because only `manage.py` runs them automatically."""
    errors = [message for message in run_checks(tags=[Tags.security]) if message.level >= 40]
    if errors:
        raise ImproperlyConfigured("\n".join(str(message.msg) for message in errors))
