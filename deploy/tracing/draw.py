"""`make trace` draws one play and one registration across all parts of a real system."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from picture import svg
from receiver import Span
from scenario import running

PLAYS = 40  # the first requests connect and import


def main() -> None:
    [target] = sys.argv[1:]
    with running() as scenario:
        for name in ("warm_up", "drawn"):
            access, registration = scenario.register(name)
            email = scenario.trace(registration, "run/accounts.tasks.send_mail")
        with scenario.open_socket(access):
            requests = [scenario.play(access, 842) for _ in range(PLAYS)]
            plays = [scenario.trace(request, "POST api/game/play/", "frame") for request in requests]
    Path(target).write_text(svg([("A play", min(plays, key=_seconds)), ("A registration and its email", email)]))


def _seconds(spans: Sequence[Span]) -> int:
    return max(span.ended for span in spans) - min(span.began for span in spans)


if __name__ == "__main__":
    main()
