"""Reports errors to Sentry if `SENTRY_DSN` is set. Otherwise the SDK isn't imported."""

from __future__ import annotations

from typing import Any


def report_to(dsn: str | None, *, environment: str, release: str) -> None:
    if dsn is None:
        return
    import sentry_sdk
    from sentry_sdk.integrations.celery import CeleryIntegration
    from sentry_sdk.integrations.django import DjangoIntegration

    sentry_sdk.init(
        dsn,
        environment=environment,
        release=release,
        # Sentry's other integrations would send queries, commands and addresses.
        auto_enabling_integrations=False,
        integrations=[DjangoIntegration(middleware_spans=False, signals_spans=False), CeleryIntegration()],
        # Bodies, headers, cookies, queries and local variables may contain passwords and tokens.
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        before_send=_without_personal_data,
    )


def _without_personal_data(event: Any, hint: Any) -> Any:
    from core.middleware.request_log import request_id

    for name in ("user", "extra", "breadcrumbs"):
        event.pop(name, None)
    if request := event.get("request"):
        event["request"] = {name: request[name] for name in ("method", "url") if name in request}
    event.setdefault("tags", {})["request_id"] = request_id()
    return event
