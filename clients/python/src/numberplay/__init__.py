"""The Python client of NumberPlay. `AsyncClient` is for asyncio, `Client` for everything else."""

from numberplay.client import AsyncClient
from numberplay.errors import ApiError, ConnectionLostError, NumberPlayError, SignedOutError
from numberplay.models import Result, Tokens
from numberplay.results.state import State
from numberplay.results.subscription import Subscription
from numberplay.sync import Client

__version__ = "1.0.0"

__all__ = [
    "ApiError",
    "AsyncClient",
    "Client",
    "ConnectionLostError",
    "NumberPlayError",
    "Result",
    "SignedOutError",
    "State",
    "Subscription",
    "Tokens",
]
