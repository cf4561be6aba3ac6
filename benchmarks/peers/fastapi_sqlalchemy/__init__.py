"""FastAPI with SQLAlchemy's asyncio extension and redis-py, under uvicorn with uvloop."""

import sys

from benchmarks.peers.peer import Peer

UVICORN = (sys.executable, "-m", "uvicorn", "benchmarks.peers.fastapi_sqlalchemy.app:app", "--port={port}")

PEER = Peer(
    name="FastAPI",
    http=(*UVICORN, "--log-level=warning", "--workers=2"),
    sockets=(*UVICORN, "--log-level=warning"),
)
