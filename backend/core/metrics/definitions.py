"""Prometheus metrics of any web service. The other apps define their own."""

from prometheus_client import Counter, Gauge, Histogram

from core.service import NAME

REQUESTS = Counter(f"{NAME}_http_requests", "HTTP responses", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    f"{NAME}_http_request_seconds",
    "Time from request to response",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
SOCKETS = Gauge(f"{NAME}_sockets", "Open WebSocket connections and event streams", multiprocess_mode="livesum")
EVENT_LOOP_LAG = Gauge(
    f"{NAME}_event_loop_lag_seconds",
    "How late the event loop of the sockets was at its last heartbeat",
    multiprocess_mode="livemax",
)
TASKS = Counter(f"{NAME}_tasks", "Finished tasks", ["task", "outcome"])
TASK_SECONDS = Histogram(
    f"{NAME}_task_seconds",
    "Duration of one attempt at a task",
    ["task"],
    buckets=(0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300),
)
REDIS_FAULTS = Counter(f"{NAME}_redis_faults", "Failed calls to Redis; the work continued without it")
QUEUE_FAULTS = Counter(f"{NAME}_queue_faults", "Tasks that the broker did not accept", ["task"])
CLOCK_OFFSET = Gauge(
    f"{NAME}_clock_offset_seconds",
    "Difference between this process's clock and the database's",
    multiprocess_mode="livemostrecent",
)
HINT_FAULTS = Counter(
    f"{NAME}_hint_faults", "Hints that could not be published; sockets read those results from the database"
)
ROLLED_BACK = Counter(
    f"{NAME}_rolled_back", "Attempts that the database is known to have rolled back, by error code", ["code"]
)
DATABASE_FAULTS = Counter(
    f"{NAME}_database_faults", "Requests that failed because of the database, by error code", ["code"]
)
