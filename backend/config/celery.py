"""The Celery app. Tasks log the id of the request that queued them."""

from __future__ import annotations

import os
import time
from typing import Any

from celery import Celery
from celery.signals import (
    before_task_publish,
    heartbeat_sent,
    setup_logging,
    task_postrun,
    task_prerun,
    worker_init,
    worker_ready,
)

from config.processes import heartbeat, roles
from core.metrics.definitions import TASK_SECONDS, TASKS
from core.middleware import request_log

roles.declare(roles.Role.WORKER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("numberplay")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "accounts.mail",
        "accounts.sessions",
        "accounts.two_factor",
        "game",
        "game.exports",
        "game.summaries",
        "operations",
    ]
)


@before_task_publish.connect
def send_request_id(headers: dict[str, Any], **_: Any) -> None:
    headers["request_id"] = request_log.request_id()


@task_prerun.connect
def bind_request_id(task: Any, **_: Any) -> None:
    if not task.request.is_eager:
        request_log.begin(getattr(task.request, "request_id", None) or task.request.id)


@task_prerun.connect
def start_timer(task: Any, **_: Any) -> None:
    task.request.started_at = time.perf_counter()


@task_postrun.connect
def record_metrics(task: Any, state: str | None = None, **_: Any) -> None:
    """Records the outcome: success, failure or retry. Celery passes no state for an ignored task."""
    TASKS.labels(task.name, (state or "ignored").lower()).inc()
    TASK_SECONDS.labels(task.name).observe(time.perf_counter() - task.request.started_at)


@task_postrun.connect
def unbind_request_id(task: Any, **_: Any) -> None:
    if not task.request.is_eager:
        request_log.end()


@heartbeat_sent.connect
def touch_heartbeat(**_: Any) -> None:
    heartbeat.touch(heartbeat.WORKER)


@setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Keeps Celery from configuring logging again after Django; a receiver of this signal is enough for that."""


@worker_init.connect
def refuse_invalid_configuration(**_: Any) -> None:
    """Exits instead of raising, because Celery would only log the exception and continue."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    from config.checks import refuse_invalid_configuration
    from core.metrics.registry import are_shared

    try:
        refuse_invalid_configuration()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from None
    if settings.METRICS_PORT and not are_shared():
        raise SystemExit(
            "METRICS_PORT requires PROMETHEUS_MULTIPROC_DIR, because tasks are counted in separate processes"
        )


@worker_init.connect
def start_failure_counters(**_: Any) -> None:
    """Starts at 0, because a counter that first appears with a failure hasn't increased, so no alert would fire."""
    from accounts.mail.kinds import KINDS
    from accounts.metrics import MAILS
    from accounts.models import Mail

    for task in app.tasks:
        TASKS.labels(task, "failure")
    for kind in KINDS:
        MAILS.labels(kind, Mail.FAILED)


@worker_ready.connect
def serve_metrics(**_: Any) -> None:
    """Runs after the pool has started. The pool's processes record the metrics, and this process serves them."""
    from django.conf import settings
    from prometheus_client import start_http_server

    from core.metrics.registry import registry

    if settings.METRICS_PORT:
        start_http_server(settings.METRICS_PORT, registry=registry())
