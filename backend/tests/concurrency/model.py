"""Computes the expected statistics from results, without any code of the game."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


def expected_statistics(results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """`results` as JSON, oldest first."""
    prizes = [Decimal(str(result["prize"])) for result in results if result["result"] == "win"]
    streaks = _streaks(results)
    return {
        "total_games": len(results),
        "wins": len(prizes),
        "losses": len(results) - len(prizes),
        "win_rate": _rounded(Decimal(100 * len(prizes)), len(results)),
        "total_prize": float(sum(prizes, Decimal(0))),
        "average_prize": _rounded(sum(prizes, Decimal(0)), len(prizes)),
        "best_prize": float(max(prizes, default=Decimal(0))),
        "current_streak": streaks[-1],
        "best_streak": max(streaks),
        "last_played": results[-1]["played_at"] if results else None,
    }


def _streaks(results: Sequence[dict[str, Any]]) -> list[int]:
    """The streak of wins before the first result and after each result."""
    streaks = [0]
    for result in results:
        streaks.append(streaks[-1] + 1 if result["result"] == "win" else 0)
    return streaks


def _rounded(part: Decimal, whole: int) -> float:
    return float((part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)) if whole else 0.0
