"""A process that plays in groups: `group_player.py [STEP]`. With a step, it kills itself at this step.

Reads a group per line, `[[player, number, key], …]`, and writes a line with its answers: results with `replayed`, or
names of exceptions.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

import django


def main() -> None:
    from config.processes import roles

    roles.declare(roles.Role.SOCKET)
    django.setup()
    from django.db import close_old_connections

    for step in sys.argv[1:]:
        STEPS[step]()
    for line in sys.stdin:
        close_old_connections()  # as before a request
        print(json.dumps(play(json.loads(line))), flush=True)


def play(group: list[Any]) -> list[Any]:
    from game import services

    played = services.play_group([services.requested(player, number, key=key) for player, number, key in group])
    return [answer_of(one) for one in played]


def answer_of(played: Any) -> Any:
    if isinstance(played, Exception):
        return type(played).__name__
    return {**json.loads(played.result), "replayed": played.replayed}


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def before_commit() -> None:
    from core.db.mysql.base import DatabaseWrapper

    DatabaseWrapper._commit = die  # type: ignore[method-assign]


def after_commit() -> None:
    from core.db.mysql.base import DatabaseWrapper

    commit: Any = DatabaseWrapper._commit

    def committed(*args: Any) -> None:
        commit(*args)
        die()

    DatabaseWrapper._commit = committed  # type: ignore[assignment, method-assign]


def before_publishing() -> None:
    from core.sockets import publish

    publish.to_owners = die


def after_publishing() -> None:
    from core.sockets import publish

    to_owners = publish.to_owners

    def published(hints: Any) -> None:
        to_owners(hints)
        die()

    publish.to_owners = published


STEPS = {function.__name__: function for function in (before_commit, after_commit, before_publishing, after_publishing)}

if __name__ == "__main__":
    main()
