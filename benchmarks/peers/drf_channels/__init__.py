"""Django REST framework and Channels by the book: a serializer, a generic view, simplejwt, `group_send` and Daphne."""

import sys

from benchmarks.peers.peer import Peer

# Daphne has one process.
DAPHNE = (
    *(sys.executable, "-m", "daphne", "--bind=127.0.0.1", "--port={port}", "--verbosity=0"),
    "benchmarks.peers.drf_channels.asgi:application",
)

PEER = Peer(
    name="DRF + Channels",
    http=DAPHNE,
    sockets=DAPHNE,
    prepare=(sys.executable, "-m", "benchmarks.peers.drf_channels.prepare"),
)
