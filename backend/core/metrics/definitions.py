"""What is counted for Prometheus in any web service; the game's own figures are in `game.metrics`."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("numberplay_http_requests", "HTTP responses", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "numberplay_http_request_seconds",
    "Time from request to response",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
SOCKETS = Gauge("numberplay_sockets", "Open WebSocket connections", multiprocess_mode="livesum")
TASKS = Counter("numberplay_tasks", "Finished tasks", ["task", "outcome"])
TASK_SECONDS = Histogram(
    "numberplay_task_seconds",
    "Duration of one attempt at a task",
    ["task"],
    buckets=(0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300),
)
REDIS_FAULTS = Counter("numberplay_redis_faults", "Failed calls to Redis; the work continued without it")
QUEUE_FAULTS = Counter("numberplay_queue_faults", "Tasks that the broker did not accept", ["task"])
CLOCK_OFFSET = Gauge(
    "numberplay_clock_offset_seconds",
    "Difference between this process's clock and the database's",
    multiprocess_mode="livemostrecent",
)
HINT_FAULTS = Counter(
    "numberplay_hint_faults", "Hints that could not be published; sockets read those results from the database"
)
ROLLED_BACK = Counter(
    "numberplay_rolled_back", "Attempts that the database is known to have rolled back, by error code", ["code"]
)
DATABASE_FAULTS = Counter(
    "numberplay_database_faults", "Requests that failed because of the database, by error code", ["code"]
)
