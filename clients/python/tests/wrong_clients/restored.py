"""Clients that react wrongly to a restored server."""

from __future__ import annotations

from numberplay.results.inbox import Inbox
from wrong_clients.registry import replace, wrong


@wrong
def never_moves_back() -> None:
    replace(Inbox, "move_back", lambda *_: None)


@wrong
def keeps_results_behind_a_hole() -> None:
    move_back = Inbox.move_back

    def keep(self: Inbox, seq: int) -> None:
        ahead = dict(self._ahead)
        move_back(self, seq)
        self._ahead.update(ahead)

    replace(Inbox, "move_back", keep)
