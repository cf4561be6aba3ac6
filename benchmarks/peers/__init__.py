"""The least that other applications do for a play, as their users would write it.

Each verifies the token, checks the number, inserts one row, publishes one message to Redis, and responds with JSON. To
add a peer, add a folder here whose `__init__.py` has a `PEER`.
"""
