"""Compares what a client did with what its case expects."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from conformance.server.case import Case
from conformance.server.log import Entry, Log
from conformance.server.results import result_of

COUNTED = ("sockets", "streams", "polls", "plays", "refreshes", "sign_ins", "sign_outs", "unknown")
LISTS = ("states", "resyncs", "played", "failed", "signed_in", "ended")
NAMES = {"states": "state", "resyncs": "resync"}


def problems(case: Case, log: Log) -> list[str]:
    """The requests and events that are still missing or wrong."""
    return [text for text, _ in _differences(case, log)]


def is_hopeless(case: Case, log: Log) -> bool:
    """Whether something is wrong that no later event can correct."""
    return any(final for _, final in _differences(case, log))


def _differences(case: Case, log: Log) -> Iterator[tuple[str, bool]]:
    expect = case.expect
    yield from _results(expect, log.reported("result"))
    for name in LISTS:
        if name != "states" or name in expect:
            yield from _compare(name, expect.get(name, []), log.reported(NAMES.get(name, name)))
    yield from _compare("frames", expect.get("frames", []), log.frames)
    for kind in COUNTED:
        yield from _requests(kind, _default(case, kind), log.requests[kind])
    for kind, waits in expect.get("waits", {}).items():
        yield from _waits(kind, waits, log.requests[kind])
    if expect.get("streams_closed") and any(entry.ended_at is None for entry in log.requests["streams"]):
        yield "streams: the client has left one open", False


def _results(expect: dict[str, Any], actual: list[dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    """`[1, 5]` in place of a seq means all from 1 to 5."""
    ranges = (seq if isinstance(seq, list) else [seq, seq] for seq in expect.get("results", []))
    expected = [result_of(seq) for first, last in ranges for seq in range(first, last + 1)]
    if expect.get("unordered") and len(actual) == len(expected):
        expected.sort(key=itemgetter("seq"))
        actual = sorted(actual, key=itemgetter("seq"))
    if expect.get("unordered") and len(actual) < len(expected):
        yield f"results: expected {len(expected)}, got {len(actual)}", False
    else:
        yield from _compare("results", expected, actual)


def _default(case: Case, kind: str) -> Any:
    """Unless the case says otherwise, a subscription opens one socket, and a play sends one request."""
    actions = case.client.get("actions", [{"subscribe": 0}])
    default = 0
    if kind == "sockets":
        default = case.subscriptions
    elif kind == "plays":
        default = sum("play" in action for action in actions)
    return case.expect.get(kind, default)


def _compare(name: str, expected: list[Any], actual: list[Any]) -> Iterator[tuple[str, bool]]:
    if not _is_like(expected, actual):
        is_prefix = len(actual) < len(expected) and _is_like(expected[: len(actual)], actual)
        yield f"{name}: expected {expected}, got {actual}", not is_prefix


def _is_like(expected: Any, actual: Any) -> bool:
    """Objects may have further members."""
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(_is_like, expected, actual))
    if isinstance(expected, dict) and isinstance(actual, dict):
        return all(name in actual and _is_like(value, actual[name]) for name, value in expected.items())
    return bool(expected == actual)


def _requests(kind: str, expected: Any, entries: list[Entry]) -> Iterator[tuple[str, bool]]:
    details = [entry.details for entry in entries]
    if isinstance(expected, list):
        yield from _compare(kind, expected, details)
        return
    bounds = expected if isinstance(expected, dict) else {"min": expected, "max": expected}
    least, most = bounds.get("min", 0), bounds.get("max", float("inf"))
    if not least <= len(entries) <= most:
        yield f"{kind}: expected {expected}, got {len(entries)}: {details}", len(entries) > most


def _waits(kind: str, expected: list[Any], entries: list[Entry]) -> Iterator[tuple[str, bool]]:
    """Compares the seconds between the end of each attempt and the next one with a minimum, or with a range."""
    for number, (bounds, earlier, later) in enumerate(zip(expected, entries, entries[1:], strict=False), start=1):
        least, most = bounds if isinstance(bounds, list) else (bounds, float("inf"))
        waited = later.began_at - (earlier.ended_at or later.began_at)
        if not least <= waited <= most:
            yield f"{kind}: the client waited {waited:.2f} s after attempt {number}, not {bounds}", True
