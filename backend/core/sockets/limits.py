"""The limits of a socket, and of all sockets of an owner. `core.servers.websocket` limits the queued data."""

from __future__ import annotations

from core.rate_limits.token_bucket import Allowance

MAX_SOCKETS_OF_AN_OWNER = 10  # across all processes
MAX_FRAME_BYTES = 4096
MAX_UNHANDLED_FRAMES = 512
FRAMES = Allowance(capacity=240, per_second=20)

# Per owner, for all sockets in this process. A single socket that floods exceeds its own bucket first.
FRAMES_OF_AN_OWNER = Allowance(capacity=480, per_second=40)
REPLAYS = Allowance(capacity=20, per_second=1)
