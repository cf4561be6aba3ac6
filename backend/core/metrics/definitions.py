"""What is counted for Prometheus in any web service; the game's own figures are in `game.metrics`."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("numberplay_http_requests", "HTTP answers", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "numberplay_http_request_seconds",
    "Time from request to answer",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
SOCKETS = Gauge("numberplay_sockets", "Open WebSockets", multiprocess_mode="livesum")
TASKS = Counter("numberplay_tasks", "Tasks that ended", ["task", "outcome"])
TASK_SECONDS = Histogram(
    "numberplay_task_seconds",
    "Time that one attempt of a task took",
    ["task"],
    buckets=(0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300),
)
REDIS_FAULTS = Counter("numberplay_redis_faults", "Calls to Redis that failed; the work went on without it")
QUEUE_FAULTS = Counter("numberplay_queue_faults", "Tasks that no broker took", ["task"])
CLOCK_OFFSET = Gauge(
    "numberplay_clock_offset_seconds",
    "The clock of this process less that of the database",
    multiprocess_mode="livemostrecent",
)
HINT_FAULTS = Counter("numberplay_hint_faults", "Hints that were not published; sockets find the result themselves")
ROLLED_BACK = Counter(
    "numberplay_rolled_back", "Attempts that the database certainly rolled back, by its error", ["code"]
)
DATABASE_FAULTS = Counter("numberplay_database_faults", "Requests that the database failed, by its error", ["code"])
