"""Minimal implementations of a play with other frameworks, as their users would write them.

Each verifies the token, checks the number, inserts one row, publishes one message to Redis, and responds with JSON. To
add a peer, add a folder here whose `__init__.py` has a `PEER`.
"""
