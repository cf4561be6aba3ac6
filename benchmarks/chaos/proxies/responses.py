"""A proxy between the players and the edge, which drops responses to plays and breaks sockets."""

from __future__ import annotations

import random

from benchmarks.chaos.proxies.tcp import Cut, Link, Proxy

PLAY = b"POST /api/game/play/"
SUCCESS = b"HTTP/1.1 200"
UPGRADED = b"HTTP/1.1 101"
SOCKET_SHARE = 0.001  # per received chunk: about one break a minute at fifteen frames a second


class ResponseProxy(Proxy):
    """Drops `share` of the responses to plays and closes their connections. `lost` counts those with status 200."""

    def __init__(self, port: int, chance: random.Random) -> None:
        super().__init__(port)
        self.chance = chance
        self.share = 0.0
        self.lost = 0

    def link(self) -> Link:
        return _ResponseLink(self)


class _ResponseLink(Link):
    def __init__(self, proxy: ResponseProxy) -> None:
        self._proxy = proxy
        self._cuts = False
        self._is_socket = False

    def to_server(self, data: bytes) -> bytes:
        if data.startswith(PLAY):
            self._cuts = self._proxy.chance.random() < self._proxy.share
        return data

    def to_client(self, data: bytes) -> bytes:
        if self._cuts:
            self._proxy.lost += data.startswith(SUCCESS)
            raise Cut
        if self._is_socket and self._proxy.share and self._proxy.chance.random() < SOCKET_SHARE:
            raise Cut
        self._is_socket = self._is_socket or data.startswith(UPGRADED)
        return data
