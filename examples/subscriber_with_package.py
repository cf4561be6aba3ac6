"""Prints every result of the player, with the package `numberplay`."""

import os

from numberplay import Client

with Client(os.environ["NUMBERPLAY_URL"]) as client:
    client.sign_in(os.environ["NUMBERPLAY_EMAIL"], os.environ["NUMBERPLAY_PASSWORD"])
    for result in client.subscribe(since=0):
        print(result.seq, result.number, result.result, result.prize, flush=True)
