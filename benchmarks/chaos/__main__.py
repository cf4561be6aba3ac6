"""`python -m benchmarks.chaos`, or `make chaos`: exits with 1 if any two records differ."""

from __future__ import annotations

import asyncio
import logging
import shlex
import signal
import sys

from benchmarks.chaos import report
from benchmarks.chaos.options import Options, parse
from benchmarks.chaos.outcome import Outcome
from benchmarks.chaos.processes import use_backend
from benchmarks.chaos.run import run
from benchmarks.progress import say

INTERRUPTED = 130


def main() -> int:
    options = parse(sys.argv[1:])
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    use_backend(options.backend)
    say(f"SEED={options.seed} repeats the faults of this run: {shlex.join(sys.argv[1:])}")
    try:
        outcomes = asyncio.run(_all(options))
    except (KeyboardInterrupt, asyncio.CancelledError):
        say("interrupted")
        return INTERRUPTED
    table = report.text(outcomes, options.cluster)
    if options.into is not None:
        report.insert(options.into, table)
    print(table)
    for outcome in outcomes:
        print("\n".join(report.differences(outcome)))
    different = sum(len(outcome.differences) for outcome in outcomes)
    print(f"{different} differences" if different else "The ledgers agree.")
    return 1 if different else 0


async def _all(options: Options) -> list[Outcome]:
    """Saved after each run, so that an interruption only loses the current one."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    outcomes: list[Outcome] = []
    for plan in options.plans:
        say(plan.name)
        outcomes.append(await run(plan, options.seed, options.cluster))
        report.save(outcomes, options.folder)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
