"""Compares the responses with the rows: lost and duplicated plays, gaps, keys, order and refusals."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.chaos.checker.difference import Difference
from benchmarks.chaos.history import ACKNOWLEDGED, REFUSED, Call, Result
from benchmarks.chaos.rows import Row, agrees

Plays = Mapping[int, Sequence[Row]]
UNAVAILABLE = ("502", "503", "504")  # from the backend or the edge: the client should retry


def lost(calls: Iterable[Call], plays: Plays) -> Iterator[Difference]:
    """Acknowledged results that are missing from the rows or differ from them."""
    by_seq = {(player, row.result["seq"]): row.result for player, rows in plays.items() for row in rows}
    for call in calls:
        if call.result is None:
            continue
        there = by_seq.get((call.player, call.result["seq"]))
        if not agrees(there, call.result):
            yield Difference("lost", f"player {call.player}, key {call.key}: answered {call.result}, stored {there}")


def duplicated(calls: Sequence[Call], plays: Plays) -> Iterator[Difference]:
    """More plays than requested: a key stored twice, an unknown key, or more plays without a key than attempts."""
    asked: dict[int, set[str]] = defaultdict(set)
    attempts: Counter[int] = Counter()
    for call in calls:
        if call.key is None:
            attempts[call.player] += 1
        else:
            asked[call.player].add(hashlib.sha256(call.key.encode()).hexdigest())
    for player, rows in plays.items():
        stored = Counter(row.key_digest for row in rows)
        without_key = stored.pop(None, 0)
        if without_key > attempts[player]:
            text = f"player {player}: {without_key} plays without a key after {attempts[player]} attempts"
            yield Difference("duplicated", text)
        for digest, count in stored.items():
            if count > 1 or digest not in asked[player]:
                yield Difference("duplicated", f"player {player}: {count} plays with the key of digest {digest}")
    yield from _shared(calls)


def _shared(calls: Iterable[Call]) -> Iterator[Difference]:
    """A stored play whose result acknowledged attempts at two different plays: one of them is lost."""
    owners: dict[tuple[int, int], set[str]] = defaultdict(set)
    for number, call in enumerate(calls):
        if call.result is not None:
            owners[call.player, call.result["seq"]].add(call.key or f"attempt {number} without a key")
    for (player, seq), names in owners.items():
        if len(names) > 1:
            yield Difference("lost", f"player {player}: seq {seq} acknowledged {', '.join(sorted(names))}")


def holes(plays: Plays) -> Iterator[Difference]:
    """Each player's seq is 1, 2, 3 …"""
    for player, rows in plays.items():
        seqs = [row.result["seq"] for row in rows]
        if seqs != list(range(1, len(seqs) + 1)):
            missing = sorted(set(range(1, max(seqs) + 1)) - set(seqs))
            yield Difference("hole", f"player {player}: {len(seqs)} rows, newest {max(seqs)}, missing {missing[:10]}")


def keys(calls: Iterable[Call]) -> Iterator[Difference]:
    """Every acknowledgement of a key is the same, over HTTP and sockets."""
    first: dict[tuple[int, str], Result] = {}
    for call in calls:
        if call.key is not None and call.result is not None:
            known = first.setdefault((call.player, call.key), call.result)
            if known != call.result:
                yield Difference("key", f"player {call.player}, key {call.key}: {known}, then {call.result}")


def order(calls: Iterable[Call]) -> Iterator[Difference]:
    """A play that was acknowledged before another was requested has the lower seq."""
    spans: dict[tuple[int, int], tuple[float, float]] = {}
    began: dict[tuple[int, str | None, int], float] = {}
    for number, call in enumerate(calls):
        name = (call.player, call.key, 0 if call.key else number)
        began[name] = min(call.began, began.get(name, call.began))
        if call.result is not None:
            place = call.player, call.result["seq"]
            earlier = spans.get(place, (began[name], call.ended))
            spans[place] = min(began[name], earlier[0]), min(call.ended, earlier[1])
    by_player: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for (player, seq), span in spans.items():
        by_player[player].append((seq, *span))
    for player, plays in by_player.items():
        yield from _order(player, plays)


def _order(player: int, plays: list[tuple[int, float, float]]) -> Iterator[Difference]:
    finished = sorted(plays, key=lambda play: play[2])
    at = newest = 0
    for seq, began, _ended in sorted(plays, key=lambda play: play[1]):
        while at < len(finished) and finished[at][2] < began:
            newest = max(newest, finished[at][0])
            at += 1
        if seq < newest:
            yield Difference("reordered", f"player {player}: seq {seq} was asked for after {newest} was acknowledged")


def refusals(calls: Iterable[Call]) -> Iterator[Difference]:
    """Responses other than a result or "try again"."""
    for call in calls:
        if call.outcome == REFUSED and not call.detail.startswith(UNAVAILABLE):
            yield Difference("refused", f"player {call.player}, key {call.key}: {call.detail}")


def unfinished(calls: Iterable[Call]) -> Iterator[Difference]:
    """Plays with a key that were never acknowledged, although the system has recovered."""
    outcomes: dict[tuple[int, str], set[str]] = defaultdict(set)
    for call in calls:
        if call.key is not None:
            outcomes[call.player, call.key].add(call.outcome)
    for (player, key), seen in outcomes.items():
        if ACKNOWLEDGED not in seen:
            yield Difference("unfinished", f"player {player}: key {key} was never acknowledged")
