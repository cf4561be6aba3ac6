"""The product and its peers, running side by side on the same services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from benchmarks.peers.peer import Peer, PeerProgram, found, prepared, schema_of
from benchmarks.players import Player
from benchmarks.system import System
from tests.processes.programs import WebProgram

PRODUCT = "NumberPlay"


@dataclass(frozen=True)
class Contender:
    """`stored` counts the plays in its table."""

    name: str
    http: WebProgram
    sockets: WebProgram | None
    stored: Callable[[], int]


@contextmanager
def started(system: System, people: Sequence[Player]) -> Iterator[list[Contender]]:
    """The product is the first."""
    ids = [player.id for player in people]
    with ExitStack() as stack:
        http, sockets = stack.enter_context(system.http()), stack.enter_context(system.sockets())
        product = Contender(PRODUCT, http, sockets, partial(_stored_plays, ids))
        yield [product, *(_started(peer, stack, system, ids) for peer in found())]


def _started(peer: Peer, stack: ExitStack, system: System, ids: Sequence[int]) -> Contender:
    env = prepared(peer, system, ids)
    http = stack.enter_context(PeerProgram(peer.http, env))
    sockets = stack.enter_context(PeerProgram(peer.sockets, env)) if peer.sockets else None
    return Contender(peer.name, http, sockets, partial(_rows, system, schema_of(peer)))


def _rows(system: System, schema: str) -> int:
    return int(system.database.query("SELECT COUNT(*) FROM plays", schema)[0][0])


def _stored_plays(ids: Sequence[int]) -> int:
    from game.models import Play

    return Play.objects.filter(player_id__in=ids).count()
