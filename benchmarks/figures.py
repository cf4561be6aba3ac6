"""Medians, ranges and percentiles."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

Figure = dict[str, float]


def spread(values: Sequence[float], digits: int = 3) -> Figure:
    return {
        "median": round(statistics.median(values), digits),
        "min": round(min(values), digits),
        "max": round(max(values), digits),
    }


def text(figure: Figure, digits: int = 2) -> str:
    return f"{figure['median']:.{digits}f} ({figure['min']:.{digits}f} – {figure['max']:.{digits}f})"


def spreads(rounds: Sequence[Mapping[str, float]]) -> dict[str, Figure]:
    """Computes these for every figure of the rounds."""
    return {name: spread([figures[name] for figures in rounds]) for name in rounds[0]}


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def latencies(seconds: Sequence[float]) -> dict[str, float]:
    """In milliseconds."""
    return {
        "p50_ms": round(percentile(seconds, 0.5) * 1000, 2),
        "p99_ms": round(percentile(seconds, 0.99) * 1000, 2),
        "count": len(seconds),
    }
