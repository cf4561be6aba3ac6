"""Fastify on Node, with mysql2, ioredis and the plugins for JWT and WebSocket."""

from benchmarks.peers.peer import Peer, beside

NODE = ("node", beside(__file__, "server.mjs"), "{port}")

PEER = Peer(name="Fastify", http=(*NODE, "2"), sockets=(*NODE, "1"))
