"""Prints every result of the player, with httpx and websockets alone. The package also works without WebSocket."""

import json
import os
import random
import time

import httpx
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

URL = os.environ["NUMBERPLAY_URL"]
CREDENTIALS = {"email": os.environ["NUMBERPLAY_EMAIL"], "password": os.environ["NUMBERPLAY_PASSWORD"]}
tokens = httpx.post(f"{URL}/auth/api/login/", json=CREDENTIALS).raise_for_status().json()
position, failures = 0, 0
while True:
    headers = {"Authorization": f"Bearer {tokens['access']}"}
    try:
        with connect(f"ws{URL[4:]}/ws/game/?since={position}", additional_headers=headers) as socket:
            for text in socket:
                frame = json.loads(text)
                if frame["type"] == "resync":  # more than 500 are missing, or the server was restored
                    position = frame["seq"]
                elif frame["type"] == "game_result" and frame["seq"] > position:
                    position, failures = frame["seq"], 0
                    print(position, frame["number"], frame["result"], frame["prize"], flush=True)
        needs_token = socket.close_code == 4401
    except InvalidStatus as error:
        needs_token = error.response.status_code == 403
    except (ConnectionClosed, OSError):
        needs_token = False
    failures = min(failures + 1, 6)
    time.sleep(random.uniform(0.25, 0.5) * 2**failures)
    if needs_token:
        renewed = httpx.post(f"{URL}/auth/api/token/refresh/", json={"refresh": tokens["refresh"]})
        tokens = renewed.raise_for_status().json()
