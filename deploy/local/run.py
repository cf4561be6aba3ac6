"""`make run`: prepares NumberPlay in a fresh clone, and runs it until Ctrl-C."""

import asyncio
import http.client
import signal
import urllib.request
from collections.abc import Callable

from deploy.local import dotenv, product, program
from deploy.local.processes import Child
from deploy.local.program import POLL_SECONDS, CommandError, say
from deploy.local.resources import HOST, Ports, claim_ports

READY_SECONDS = 90

_without_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))


async def main() -> None:
    dotenv.load()
    claimed = claim_ports()
    say("Preparing NumberPlay")
    await product.prepare()
    say("Starting NumberPlay")
    servers = [_serve(start, claimed) for start in (product.backend, product.frontend)]
    try:
        await asyncio.gather(*servers, _announce(claimed))  # if one fails, this program exits and stops the others
    except asyncio.CancelledError:
        if program.received != [signal.SIGINT]:
            raise
        say("NumberPlay has stopped.")


async def _serve(start: Callable[[Ports], Child], claimed: Ports) -> None:
    async with start(claimed) as child:
        code = await child.wait() or 0
    status = f"exit code {code}" if code >= 0 else f"signal {-code}"
    raise CommandError(f"The {child.name} has exited unexpectedly ({status}), so NumberPlay stops.")


async def _announce(claimed: Ports) -> None:
    """Waits until both servers respond."""
    for url in (f"http://{HOST}:{claimed.backend}/health/live/", f"http://{HOST}:{claimed.frontend}/"):
        try:
            async with asyncio.timeout(READY_SECONDS):
                while not await asyncio.to_thread(_responds, url):
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError as error:
            raise CommandError(f"{url} did not respond within {READY_SECONDS} s.") from error
    backend = f"http://localhost:{claimed.backend}"
    say(f"\nNumberPlay is ready: http://localhost:{claimed.frontend}")
    say(f"  The API is at {backend}/, its documents at {backend}/api/docs/.\n  Press Ctrl-C to stop.\n")


def _responds(url: str) -> bool:
    try:
        _without_proxy.open(url, timeout=5).close()
    except (OSError, http.client.HTTPException):
        return False
    return True
