"""The plots of docs/performance.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

COLORS = ("#868e96", "#4263eb", "#0ca678")
mpl.rcParams["svg.hashsalt"] = "numberplay"  # makes the file reproducible
mpl.rcParams["axes.spines.top"] = mpl.rcParams["axes.spines.right"] = False


def draw(results: dict[str, Any], folder: Path) -> None:
    if "plays" in results:
        _save(_cost(results["plays"]), folder / "cost.svg")
    if "reads" in results:
        _save(_reads(results["reads"]["by_plays_of_the_player"]), folder / "reads.svg")


def _save(figure: Figure, path: Path) -> None:
    figure.savefig(path, format="svg", metadata={"Date": None}, bbox_inches="tight")


def _cost(found: dict[str, Any]) -> Figure:
    """Stacked bars: the CPU time of a play by process."""
    figure = Figure(figsize=(7, 2.2))
    axes = figure.add_subplot()
    rows = ("the full job", "the floor")
    left = [0.0, 0.0]
    for label, name, color in zip(
        ("application", "MariaDB", "Redis"),
        ("cpu", "database_cpu", "redis_cpu"),
        ("#4263eb", "#868e96", "#e03131"),
        strict=True,
    ):
        values = [found[row][name]["median"] for row in ("full", "floor")]
        axes.barh(rows, values, left=left, label=label, color=color)
        left = [start + value for start, value in zip(left, values, strict=True)]
    axes.set_xlabel("CPU seconds per 1 000 plays")
    axes.legend(frameon=False)
    return figure


def _reads(found: dict[str, Any]) -> Figure:
    figure = Figure(figsize=(7, 3))
    axes = figure.add_subplot()
    sizes = [int(size) for size in found]
    for name, color in zip(("history", "statistics", "results"), COLORS, strict=True):
        medians = [found[str(size)][name]["p50_ms"]["median"] for size in sizes]
        axes.plot(sizes, medians, marker="o", label=name, color=color)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("plays of the player")
    axes.set_ylabel("median wait, ms")
    axes.legend(frameon=False)
    return figure
