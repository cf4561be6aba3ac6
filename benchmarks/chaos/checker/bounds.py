"""Checks durations: of requests, of /health/live/, and from a database outage to the next success."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.chaos.checker.difference import Difference
from benchmarks.chaos.checker.windows import overlapping
from benchmarks.chaos.history import ACKNOWLEDGED, STALL, Call, Probe, Read, Window

LIVE, HEALTH = "/health/live/", "/health/"
REQUEST_SECONDS = 6.0
PROBE_SECONDS = {LIVE: 1.0, HEALTH: 3.0}
RECOVERY_SECONDS = 5.0
TOLERANCE = 1.0  # tolerance for this program, which runs on the same machine
STOPPED = ("kill web", "freeze web", "kill edge", "kill socket", "freeze socket", STALL)


def slow(requests: Iterable[Call | Read], windows: Sequence[Window]) -> Iterator[Difference]:
    """Bounds that hold even if the database or anything else hangs. Only a frozen process is exempt."""
    extends_bound = [window for window in windows if window.fault.startswith(STOPPED)]
    for request in requests:
        took = request.ended - request.began
        if took > REQUEST_SECONDS + TOLERANCE and not overlapping(extends_bound, request.began, request.ended):
            yield Difference(
                "slow", f"player {request.player}: {_name(request)} took {took:.1f} s{_during(request, windows)}"
            )


def silent(probes: Iterable[Probe], windows: Sequence[Window]) -> Iterator[Difference]:
    """/health/live/ responds immediately and /health/ within 3 s, unless the process itself is stopped or dead."""
    for probe in probes:
        own = [window for window in windows if window.target == probe.process or window.fault == STALL]
        took = probe.ended - probe.began
        is_slow = took > PROBE_SECONDS[probe.path] + TOLERANCE
        if (is_slow or not probe.answered) and not overlapping(own, probe.began, probe.ended):
            answer = "answered after" if probe.answered else "had no answer after"
            text = f"{probe.process}: {probe.path} {answer} {took:.1f} s{_during(probe, windows)}"
            yield Difference("silent", text)


def recoveries(calls: Iterable[Call], windows: Iterable[Window]) -> dict[str, float]:
    """For each kind of fault, the longest time from its end to the acknowledgement of a play requested after it."""
    acknowledged = sorted((call for call in calls if call.outcome == ACKNOWLEDGED), key=lambda call: call.ended)
    longest: dict[str, float] = {}
    for window in windows:
        first = next((call.ended for call in acknowledged if call.ended > window.ended), None)
        if first is not None:
            longest[window.fault] = max(longest.get(window.fault, 0.0), first - window.ended)
    return longest


def unrecovered(calls: Sequence[Call], windows: Sequence[Window]) -> Iterator[Difference]:
    for fault, seconds in recoveries(calls, windows).items():
        if seconds > RECOVERY_SECONDS + TOLERANCE:
            yield Difference("unrecovered", f"{fault}: the first success came {seconds:.1f} s after its end")


def _name(request: Call | Read) -> str:
    return f"{request.source} of {request.process}" if isinstance(request, Read) else f"a play over {request.via}"


def _during(span: Call | Read | Probe, windows: Sequence[Window]) -> str:
    names = [f"{window.fault} ({window.target})" for window in windows if overlapping([window], span.began, span.ended)]
    return f", during {', '.join(names)}" if names else ""
