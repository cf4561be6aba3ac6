"""The task queue. Tasks carry the id of the request that queued them into their log lines."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import Any

from celery import Celery
from celery.signals import (
    before_task_publish,
    heartbeat_sent,
    setup_logging,
    task_failure,
    task_postrun,
    task_prerun,
    worker_init,
    worker_ready,
)

from config.processes import heartbeat, roles
from core.metrics import definitions as metrics
from core.middleware import request_log

roles.declare(roles.Role.WORKER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("numberplay")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["accounts.mail", "accounts.sessions", "accounts.two_factor", "game", "operations"])


@before_task_publish.connect
def send_request_id(headers: dict[str, Any], **_: Any) -> None:
    headers["request_id"] = request_log.request_id()


@task_prerun.connect
def take_request_id(task: Any, **_: Any) -> None:
    if not task.request.is_eager:
        request_log.begin(getattr(task.request, "request_id", None) or task.request.id)


@task_prerun.connect
def begin_to_measure(task: Any, **_: Any) -> None:
    task.request.began = time.perf_counter()


@task_postrun.connect
def count(task: Any, state: str | None = None, **_: Any) -> None:
    """The outcome is success, failure or retry. A state that Celery does not give is one of an ignored task."""
    metrics.TASKS.labels(task.name, (state or "ignored").lower()).inc()
    metrics.TASK_SECONDS.labels(task.name).observe(time.perf_counter() - task.request.began)


@task_failure.connect
def show_operators(sender: Any, exception: BaseException, **_: Any) -> None:
    """In the admin. Where the database is away too, the log has to do."""
    from django.db import DatabaseError

    from operations.models import TaskFailure

    with suppress(DatabaseError):
        error = type(exception).__name__
        TaskFailure.objects.create(task=sender.name, error=error, request_id=request_log.request_id())


@task_postrun.connect
def drop_request_id(task: Any, **_: Any) -> None:
    if not task.request.is_eager:
        request_log.end()


@heartbeat_sent.connect
def say_that_the_worker_lives(**_: Any) -> None:
    heartbeat.touch(heartbeat.WORKER)


@setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Django has configured it; a receiver keeps Celery from doing it again."""


@worker_init.connect
def refuse_faults(**_: Any) -> None:
    """Celery would only log an exception, and go on."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    from config.checks import refuse_faults
    from core.metrics.registry import are_shared

    try:
        refuse_faults()
    except ImproperlyConfigured as faults:
        raise SystemExit(str(faults)) from None
    if settings.METRICS_PORT and not are_shared():
        raise SystemExit(
            "METRICS_PORT requires PROMETHEUS_MULTIPROC_DIR, because tasks are counted in separate processes"
        )


@worker_ready.connect
def answer_prometheus(**_: Any) -> None:
    """After the pool was made: its processes have the figures, this one the port."""
    from django.conf import settings
    from prometheus_client import start_http_server

    from core.metrics.registry import registry

    if settings.METRICS_PORT:
        start_http_server(settings.METRICS_PORT, registry=registry())
