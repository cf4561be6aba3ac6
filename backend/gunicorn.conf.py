"""gunicorn serves HTTP behind the edge: `gunicorn config.wsgi`. Sockets are of `manage.py serve`."""

from __future__ import annotations

import gc
import logging.config
import os
import shutil
import tempfile
from typing import Any

from gunicorn import glogging

# Its workers share their figures, as Prometheus asks any one of them. To be named before anything counts.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="numberplay-metrics-")

from prometheus_client import multiprocess

from config.env import Env
from config.logging import logging_settings

env = Env.parse(os.environ)

bind = "0.0.0.0:8000"
worker_class = "config.processes.draining_worker.DrainingWorker"  # gthread
workers = 2
threads = 16  # more than may wait for the database at once: `CONCURRENCY` in config/services.py
reuse_port = True  # without it one worker takes all connections in half of the starts

timeout = 30
graceful_timeout = 30  # what is in flight is finished
limit_request_line = 8190  # as in `core.http.request_reader`, which every request has passed
limit_request_field_size = 8192
keepalive = 75  # longer than the edge keeps its side, or it would meet closed connections

# What the edge says of a request is Django's to read. With nothing to be believed, nobody's address is looked up.
forwarded_allow_ips = "*"
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""

accesslog = None  # `core.middleware.request_log` logs each answer, without the query string
control_socket_disable = True

YOUNG_OBJECTS = 10_000  # made and not yet freed, when the collector looks for circles


def post_worker_init(worker: Any) -> None:
    """What was loaded stays for good: the collector need not look at it again, nor after every few requests."""
    from config.processes.warm_up import connect_every_thread  # when Django is set up

    connect_every_thread(worker.tpool, worker.cfg.threads)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def child_exit(server: Any, worker: Any) -> None:
    """What a worker that is gone had open is no longer counted."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


class logger_class(glogging.Logger):  # type: ignore[misc]  # noqa: N801  gunicorn's name for it, and gunicorn has no types
    """gunicorn's own lines look like all others."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        logging.config.dictConfig(logging_settings(json=env.production, level=env.log_level))
        self.error_log.handlers.clear()
        self.error_log.propagate = True
