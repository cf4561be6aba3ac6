"""Exports the database server's saturation to Prometheus, over a separate connection with timeouts of one second."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from core import service
from core.db.write_probe import separate_connection

STATUS = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Threads_connected', 'Threads_running')"


class DatabaseSaturation(Collector):
    """Queries the server at each scrape. While it is unavailable, and with SQLite, there are no samples."""

    def collect(self) -> Iterator[Metric]:
        name = f"{service.NAME}_database_connections"
        connected, limit, running = _figures() or (None, None, None)
        yield GaugeMetricFamily(name, "Open connections to the database server, from all clients", value=connected)
        yield GaugeMetricFamily(f"{name}_limit", "Connections that the database server accepts", value=limit)
        yield GaugeMetricFamily(f"{name}_running", "Connections that are executing a statement", value=running)


def _figures() -> tuple[float, float, float] | None:
    connection = separate_connection()
    if connection.vendor != "mysql":
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute(STATUS)
            status = dict(cursor.fetchall())
            cursor.execute("SELECT @@GLOBAL.max_connections")
            [limit] = cursor.fetchone()
        return float(status["Threads_connected"]), float(limit), float(status["Threads_running"])
    except DatabaseError:
        return None
    finally:
        connection.close()
