"""gunicorn serves HTTP behind the edge: `gunicorn config.wsgi`. `manage.py serve` serves sockets."""

from __future__ import annotations

import gc
import logging.config
import os
import shutil
import tempfile
from typing import Any

from gunicorn import glogging

# Workers share their metrics, because Prometheus may scrape any of them. Set before any metric is created.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="numberplay-metrics-")

from prometheus_client import multiprocess

from config.env import Env
from config.logging import logging_settings

env = Env.parse(os.environ)

bind = "0.0.0.0:8000"
worker_class = "config.processes.draining_worker.DrainingWorker"  # gthread
workers = 2
threads = 16  # more threads than may wait for the database at once (`CONCURRENCY` in config/services.py)
reuse_port = True  # without it, one worker gets all connections in half of the starts

timeout = 30
graceful_timeout = 30  # to finish requests in flight
limit_request_line = 8190  # as in `core.http.request_reader`, which has checked every request
limit_request_field_size = 8192
keepalive = 75  # longer than the edge's, which would otherwise use closed connections

# Django evaluates the edge's headers. Without secure headers here, gunicorn doesn't check the peer's address.
forwarded_allow_ips = "*"
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""

accesslog = None  # `core.middleware.request_log` logs each response, without the query string
control_socket_disable = True

# Thresholds of the garbage collector: how many new objects trigger a collection, and how often it includes the older
# generations. Garbage from requests that were in flight during a collection is in an older generation. With Python's
# defaults of 10 and 10, it would be freed only after 20,000 requests, and a worker would grow by two megabytes.
GC_THRESHOLDS = (10_000, 5, 2)


def post_worker_init(worker: Any) -> None:
    """Excludes loaded objects from garbage collection, and makes collections less frequent."""
    from config.processes.warm_up import connect_every_thread  # after Django's setup

    connect_every_thread(worker.tpool, worker.cfg.threads)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def child_exit(server: Any, worker: Any) -> None:
    """Removes the gauges of a dead worker, such as its open sockets."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


class logger_class(glogging.Logger):  # type: ignore[misc]  # noqa: N801  gunicorn's name; gunicorn has no types
    """Formats gunicorn's log lines like all other lines."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        logging.config.dictConfig(logging_settings(json=env.production, level=env.log_level))
        self.error_log.handlers.clear()
        self.error_log.propagate = True
