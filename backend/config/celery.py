"""The task queue. Tasks carry the id of the request that queued them into their log lines."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import before_task_publish, heartbeat_sent, setup_logging, task_postrun, task_prerun, worker_init

from config import heartbeat
from core import requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("numberplay")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["accounts", "game"])


@before_task_publish.connect
def send_request_id(headers: dict[str, Any], **_: Any) -> None:
    headers["request_id"] = requests.request_id()


@task_prerun.connect
def take_request_id(task: Any, **_: Any) -> None:
    if not task.request.is_eager:
        requests.begin(getattr(task.request, "request_id", None) or task.request.id)


@task_postrun.connect
def drop_request_id(task: Any, **_: Any) -> None:
    if not task.request.is_eager:
        requests.end()


@heartbeat_sent.connect
def say_that_the_worker_lives(**_: Any) -> None:
    heartbeat.touch(heartbeat.WORKER)


@setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Django has configured it; a receiver keeps Celery from doing it again."""


@worker_init.connect
def refuse_faults(**_: Any) -> None:
    """Celery would only log an exception, and go on."""
    from django.core.exceptions import ImproperlyConfigured

    from config.checks import refuse_faults

    try:
        refuse_faults()
    except ImproperlyConfigured as faults:
        raise SystemExit(str(faults)) from None
