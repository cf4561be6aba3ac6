"""Injects and ends each kind of fault."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress

import redis

from benchmarks.chaos.history import History, Window, now
from benchmarks.chaos.nemesis import Injection
from benchmarks.chaos.stack import System

COMMIT_SHARE = 0.3


class Faults:
    """Injects one fault at a time. `heal` ends all of them, and is called however a run ends."""

    def __init__(self, system: System, history: History) -> None:
        self._system, self._history = system, history
        self._frozen: set[str] = set()

    async def inject(self, injection: Injection) -> None:
        """Returns when the system has recovered."""
        began = now()
        try:
            await self._carry_out(injection)
        finally:
            self._history.windows.append(Window(injection.fault.name, injection.target, began, now()))

    def heal(self) -> None:
        for name in self._frozen:
            self._signal(name, signal.SIGCONT)
        self._frozen.clear()

    async def _carry_out(self, injection: Injection) -> None:
        match injection.fault.kind:
            case "kill":
                await self._kill(injection.target, injection.seconds)
            case "freeze":
                await self._freeze(injection.target, injection.seconds)
            case "flush":
                await asyncio.to_thread(self._flush)
            case "commits":
                await self._lose_commits(injection.seconds)
            case "messages":
                await self._lose_messages(injection.seconds)

    async def _kill(self, name: str, seconds: float) -> None:
        """Kills all processes of the server at once, as if its container died."""
        self._signal(name, signal.SIGKILL)
        server = self._system.servers[name]
        await asyncio.to_thread(server.kill)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(server.start)

    async def _freeze(self, name: str, seconds: float) -> None:
        self._frozen.add(name)
        self._signal(name, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            self.heal()

    def _flush(self) -> None:
        server = self._system.servers["redis"]
        with redis.Redis(port=server.port) as client:
            client.flushall()

    async def _lose_commits(self, seconds: float) -> None:
        for proxy in self._system.commits:
            proxy.share += COMMIT_SHARE
        try:
            await asyncio.sleep(seconds)
        finally:
            for proxy in self._system.commits:
                proxy.share -= COMMIT_SHARE

    async def _lose_messages(self, seconds: float) -> None:
        for proxy in self._system.messages:
            proxy.losing = True
        try:
            await asyncio.sleep(seconds)
        finally:
            for proxy in self._system.messages:
                proxy.losing = False

    def _signal(self, name: str, number: signal.Signals) -> None:
        """Every server is the leader of a process group of its own."""
        with suppress(ProcessLookupError):
            os.killpg(self._system.servers[name].pid, number)
