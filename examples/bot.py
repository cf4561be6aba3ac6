"""Plays once a minute. No restart makes it play twice, because the minute is the key of the play."""

import asyncio
import os
import random
import time
from pathlib import Path

from numberplay import AsyncClient, NumberPlayError, Tokens

SESSION = Path(os.environ.get("NUMBERPLAY_SESSION", "bot-session"))
SECONDS = float(os.environ.get("NUMBERPLAY_SECONDS", "60"))


def keep(tokens: Tokens | None) -> None:
    """Replaces the file in one step, so that it is never incomplete."""
    new = SESSION.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(tokens.refresh if tokens else "")
    new.replace(SESSION)


async def play(client: AsyncClient, turn: int) -> None:
    try:
        if client.tokens is None:
            await client.sign_in(os.environ["NUMBERPLAY_EMAIL"], os.environ["NUMBERPLAY_PASSWORD"])
        number = random.Random(turn).randint(1, 9999)
        result = await client.play(number, key=f"bot-{turn}", within=SECONDS)
        print(turn, result.seq, result.number, result.result, flush=True)
    except NumberPlayError as error:
        print(turn, "failed:", error, flush=True)


def kept() -> Tokens | None:
    refresh = SESSION.read_text() if SESSION.exists() else ""
    return Tokens(access=None, refresh=refresh) if refresh else None


async def main() -> None:
    async with AsyncClient(os.environ["NUMBERPLAY_URL"], tokens=kept(), on_tokens=keep) as client:
        while True:
            await play(client, int(time.time() // SECONDS))
            await asyncio.sleep(SECONDS - time.time() % SECONDS)


asyncio.run(main())
