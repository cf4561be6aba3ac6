"""The plots of docs/performance.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

COLORS = ("#868e96", "#4263eb", "#0ca678")
PROCESSES = (
    ("application", "cpu", "#4263eb"),
    ("MariaDB", "database_cpu", "#868e96"),
    ("Redis", "redis_cpu", "#e03131"),
)
mpl.rcParams["svg.hashsalt"] = "numberplay"  # makes the file reproducible
mpl.rcParams["axes.spines.top"] = mpl.rcParams["axes.spines.right"] = False


def draw(results: dict[str, Any], folder: Path) -> None:
    if "peers" in results:
        _save(_cost(results["peers"]["scenarios"]), folder / "cost.svg")
    if "reads" in results:
        _save(_reads(results["reads"]["by_plays_of_the_player"]), folder / "reads.svg")


def _save(figure: Figure, path: Path) -> None:
    figure.savefig(path, format="svg", metadata={"Date": None}, bbox_inches="tight")


def _cost(found: dict[str, Any]) -> Figure:
    """The CPU time of a play of the product and its peers, for each way to play."""
    scenarios = [name for name, by in found.items() if "cpu" in next(iter(by.values()))]
    figure = Figure(figsize=(9, 5), layout="constrained")
    for axes, scenario in zip(figure.subplots(2, 2).flat, scenarios, strict=True):
        _stacked_bars(axes, found[scenario])
        axes.set_title(scenario, loc="left", fontsize="medium")
    figure.supxlabel("CPU seconds per 1 000 plays", fontsize="medium")
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper right", ncols=len(PROCESSES), frameon=False)
    return figure


def _stacked_bars(axes: Any, by: dict[str, Any]) -> None:
    """CPU time by process. The longest bar is cut off if the others would otherwise be too short to read."""
    names = list(by)[::-1]  # from the bottom
    totals = [0.0] * len(names)
    for label, key, color in PROCESSES:
        values = [by[name][key]["median"] for name in names]
        axes.barh(names, values, left=totals, label=label, color=color)
        totals = [total + value for total, value in zip(totals, values, strict=True)]
    end = 1.5 * sorted(totals)[-2]
    axes.set_xlim(0, 1.15 * end)
    for row, total in enumerate(totals):
        background = {"color": "white", "pad": 1} if total > end else None
        axes.text(min(total, end), row, f" {total:.2f}", va="center", bbox=background)


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
