"""The product's names for this service. `config` sets them before it imports anything else from `core`."""

from __future__ import annotations

NAME = "service"  # the prefix of metrics, the Server header, the authentication realm
REDIS_PREFIX = "service"  # of keys and channels
GROUP_PREFIX = "owner"  # of the channel layer's groups
