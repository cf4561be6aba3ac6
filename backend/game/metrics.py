"""The game's metrics for Prometheus."""

from prometheus_client import Counter, Histogram

PLAYS = Counter("numberplay_plays", "Committed plays", ["result", "percent"])
PLAY_GROUP_SIZE = Histogram("numberplay_play_group_size", "Plays executed together", buckets=(1, 2, 4, 8, 16, 32, 64))
SOCKET_PLAYS = Counter(
    "numberplay_socket_plays",
    "Plays on sockets: answered, or failed with `service_unavailable` (a 503 over HTTP)",
    ["outcome"],
)
REPLAYS = Counter("numberplay_replays", "Plays answered with a stored response")
CATCH_UPS = Counter("numberplay_catch_ups", "Results whose hints were lost, so a socket read them from the database")
DELIVERY_SECONDS = Histogram(
    "numberplay_delivery_seconds",
    "Time from the commit of a play to its frame on a socket",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5),
)
OVERDUE = Counter(
    "numberplay_overdue_results",
    "Times that a result was still missing on an open socket 5 s after the sweep had detected it",
)
REPAIRED = Counter("numberplay_statistics_mended", "Statistics rows that differed from a recount")

answered, unavailable = (SOCKET_PLAYS.labels(outcome) for outcome in ("answered", "unavailable"))
