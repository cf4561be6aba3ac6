"""Does response time reveal whether an address has an account?

`PYTHONPATH=..:. python -m benchmarks.accounts.enumeration` measures 200 responses each for known and unknown addresses,
in turn, and exits with 1 if the medians differ by more than 10 %.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.accounts.stack import Client, gunicorn

ROUNDS = 200
WARMING = 20
ALLOWED = 0.10

Body = Callable[[str], dict[str, Any]]

ASKING: dict[str, Body] = {
    "/auth/api/login/": lambda email: {"email": email, "password": "not this one"},
    "/auth/api/password/reset/": lambda email: {"email": email},
    "/auth/api/email/verify/resend/": lambda email: {"email": email},
}


def main() -> int:
    with gunicorn() as port:
        client = Client(port)
        client.register("known")
        differences = [_measured(client, path, body) for path, body in ASKING.items()]
    return 0 if max(differences) <= ALLOWED else 1


def _measured(client: Client, path: str, body: Body) -> float:
    """The relative difference between the medians."""
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(WARMING + ROUNDS):
        for whose in sorted(times, reverse=bool(number % 2)):
            email = "known@example.com" if whose == "known" else f"nobody{number}@example.com"
            _, _, seconds = client.post(path, body(email))
            times[whose].append(seconds * 1000)
    medians = {whose: statistics.median(taken[WARMING:]) for whose, taken in times.items()}
    difference = abs(medians["known"] / medians["unknown"] - 1)
    print(f"{path:34} known {medians['known']:6.2f} ms  unknown {medians['unknown']:6.2f} ms  {difference:6.1%} apart")
    return difference


if __name__ == "__main__":
    sys.exit(main())
