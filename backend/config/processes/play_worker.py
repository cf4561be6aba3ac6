"""A gunicorn worker that executes plain plays in groups, without Django's handler. Decision 0084.

Its main loop already has complete requests (`config.processes.receiving_worker`). It collects the plays among them, and
passes all that have arrived to one thread. A play that arrives alone is executed immediately. Requests that aren't
plain plays, and plays that fail, are passed to Django with what is known about them (`core.middleware.arrival`), so
that errors have a single source.
"""

from __future__ import annotations

import socket
import time
from typing import Any

import structlog
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER

from config.processes.download_worker import DownloadWorker
from core.middleware import arrival

GROUP_SIZE = 64
SLOW_SECONDS = 0.02  # a group that takes longer than this doesn't hold up the next one

logger = structlog.get_logger(__name__)


class PlayWorker(DownloadWorker):
    """`_playing` contains the connections whose play is being executed. `_idle` contains the connections without a
    request, with the time at which each is closed. Both are polled, because removing and adding them would take longer.

    A group's responses are sent before the next group starts, so that requests that follow immediately can join it.
    """

    wsgi: Any

    def init_process(self) -> None:
        self._plays: list[Any] = []  # the next group
        self._groups: dict[int, float] = {}  # start times of the groups that are being executed
        self._has_responded = False  # whether a group was answered since requests were last collected
        self._playing: set[Any] = set()
        self._idle: dict[Any, float] = {}
        super().init_process()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        from config.processes import play_groups, play_requests, play_responses  # possible only after Django's setup

        self._heads = play_responses.ResponseHeads()
        self._plain_play, self._execute_group = play_requests.plain_play, play_groups.execute
        self.wsgi = self._heads.learning(self.wsgi)

    def dispatch(self, conn: Any, request: bytes) -> None:
        play = self._plain_play(conn, request) if self.alive else None
        if play is None or play.variant not in self._heads:
            super().dispatch(conn, request)
            return
        self.poll(conn)
        self._receiving.discard(conn)
        self._playing.add(conn)
        self._plays.append(play)

    def accept(self, listener: Any) -> None:
        super().accept(listener)
        if self._idle and self.nr_conns >= self.worker_connections:
            self.close(next(iter(self._idle)))  # the connection that has been idle the longest

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(min(timeout, SLOW_SECONDS) if self._plays else timeout)
        if self._has_responded:
            self._has_responded = False
            super().wait_for_and_dispatch_events(0)
        self._start_groups()

    def receive(self, conn: Any) -> None:
        if conn in self._playing:  # the next request, or the end of the connection
            self.stop_polling(conn)
        else:
            self._idle.pop(conn, None)
            super().receive(conn)

    def stop_polling(self, conn: Any) -> None:
        super().stop_polling(conn)
        self._idle.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        play, conn.play = conn.play, None
        if play is None:
            return super().handle_request(req, conn)
        with arrival.executed(play.admission, play.outcome):
            return super().handle_request(req, conn)

    def close_late(self, now: float) -> None:
        super().close_late(now)
        for conn, until in list(self._idle.items()):
            if now > until or not (self.alive or conn.reader.age <= STOP_KEEPALIVE_LINGER):
                self.close(conn)

    def _start_groups(self) -> None:
        now = time.monotonic()
        while self._plays and all(now - began > SLOW_SECONDS for began in self._groups.values()):
            group, self._plays = self._plays[:GROUP_SIZE], self._plays[GROUP_SIZE:]
            self._groups[id(group)] = now
            self.tpool.submit(self._run, group)

    def _run(self, group: list[Any]) -> None:
        """Runs in a thread."""
        try:
            self._execute_group(group, self._heads)
        finally:
            self.method_queue.defer(self._finish, group)

    def _finish(self, group: list[Any]) -> None:
        del self._groups[id(group)]
        for play in group:
            self._respond(play.conn, play)
        self._has_responded = True

    def _respond(self, conn: Any, play: Any) -> None:
        self._playing.discard(conn)
        if play.response is None:
            conn.play = play
            super().dispatch(conn, play.raw)
            return
        try:
            is_sent = conn.sock.send(play.response, socket.MSG_DONTWAIT) == len(play.response)
        except OSError:
            is_sent = False
        if not is_sent:
            logger.warning("response.aborted")
            self.close(conn)
        elif conn.reader.started or not conn.is_polled:
            self.receive(conn)
        else:
            self._idle[conn] = time.monotonic() + self.cfg.keepalive
