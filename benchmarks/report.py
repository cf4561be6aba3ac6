"""Renders the results as tables and plots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import plots
from benchmarks.measures.profile import WORTH_A_LINE

# The page of the same name as the folder has the tables between these.
BEGIN, END = "<!-- figures of the last run -->", "<!-- end of figures -->"

TARGETS_OF_PLAYS = (
    ("CPU of the application, s per 1 000 plays", "cpu"),
    ("CPU of MariaDB, s per 1 000 plays", "database_cpu"),
    ("CPU of Redis, s per 1 000 plays", "redis_cpu"),
    ("plays per second", "rate"),
    ("latency, median, ms", "p50_ms"),
    ("latency, 99th percentile, ms", "p99_ms"),
)


def write(results: dict[str, Any], folder: Path) -> str:
    """Returns the tables, which are written into the folder's page or, if it has none, into the folder."""
    sections = {
        "plays": _plays,
        "profile": _profile,
        "workers": _workers,
        "push": _push,
        "logins": _logins,
        "start": _start,
        "sockets": _sockets,
        "reads": _reads,
    }
    lines = [line for name, section in sections.items() if name in results for line in ("", *section(results[name]))]
    text = "\n".join([*_machine(results["machine"]), *lines]) + "\n"
    plots.draw(results, folder)
    page = folder.with_suffix(".md")
    if page.exists():
        before, _, rest = page.read_text().partition(BEGIN)
        _, _, after = rest.partition(END)
        page.write_text(f"{before}{BEGIN}\n{text}{END}{after}")
    else:
        (folder / "table.md").write_text(text)
    return text


def _machine(machine: dict[str, Any]) -> list[str]:
    words = f"{machine['cores']} cores ({machine['processor']}), Python {machine['python']}"
    return [f"Measured on {words}; the load before was {machine['load_before']}. Median (minimum – maximum)."]


def _figure(figure: dict[str, float], digits: int = 2) -> str:
    return f"{figure['median']:.{digits}f} ({figure['min']:.{digits}f} – {figure['max']:.{digits}f})"


def _plays(found: dict[str, Any]) -> Iterator[str]:
    yield from ("| a play | the floor | the full job |", "| --- | --- | --- |")
    for label, name in TARGETS_OF_PLAYS:
        yield f"| {label} | {_figure(found['floor'][name])} | {_figure(found['full'][name])} |"
    yield f"| the application's CPU, times the floor's | 1 | {_figure(found['cpu_ratio'])} |"
    yield f"| plays per second, times the floor's | 1 | {_figure(found['rate_ratio'])} |"
    yield f"| statements, with BEGIN and COMMIT | | {found['statements_per_play']} |"
    yield f"| Redis commands, in 2 round trips | | {found['redis_commands_per_play']} |"


def _profile(found: dict[str, Any]) -> Iterator[str]:
    yield from ("| part of a play | percent of its CPU |", "| --- | --- |")
    for part, percent in found["parts"].items():
        yield f"| {part} | {percent} |"
    functions = [f"`{name}` {percent}" for name, percent in found["functions"].items()]
    yield from (
        "",
        f"Functions that take {WORTH_A_LINE:.0f} % or more by themselves: {', '.join(functions) or 'none'}.",
    )


def _workers(found: dict[str, Any]) -> Iterator[str]:
    yield from ("| worker processes | plays per second | cores | CPU s per 1 000 plays |", "| --- | --- | --- | --- |")
    for count, figures in found.items():
        yield f"| {count} | {_figure(figures['rate'], 0)} | {_figure(figures['cores'])} | {_figure(figures['cpu'])} |"


def _push(found: dict[str, Any]) -> Iterator[str]:
    yield from (
        "| 50 plays/s, 20 players | median, ms | 99th percentile, ms | plays | lost |",
        "| --- | --- | --- | --- | --- |",
    )
    for label, name in (("POST to frame", "post_to_frame"), ("play on the socket to frame", "socket_to_frame")):
        yield _push_row(label, found[name])


def _push_row(label: str, figures: dict[str, Any]) -> str:
    return f"| {label} | {figures['p50_ms']} | {figures['p99_ms']} | {figures['count']} | {figures['lost']} |"


def _logins(found: dict[str, Any]) -> Iterator[str]:
    yield from ("| a login | |", "| --- | --- |")
    yield f"| CPU, ms | {_figure(found['cpu_ms'], 0)} |"
    yield f"| median, ms | {_figure(found['p50_ms'], 0)} |"


def _start(found: dict[str, Any]) -> Iterator[str]:
    yield f"`make run` is ready after {_figure(found['seconds'], 1)} s, not counting the first run."


def _sockets(found: dict[str, Any]) -> Iterator[str]:
    floor, full = found["opening"]["floor"], found["opening"]["full"]
    yield from ("| opening a socket on one process | the floor | the full job |", "| --- | --- | --- |")
    yield f"| opened per second | {_figure(floor['rate'], 0)} | {_figure(full['rate'], 0)} |"
    yield f"| opened per CPU second of the process | {_figure(floor['cpu_rate'], 0)} | {_figure(full['cpu_rate'], 0)} |"
    yield f"| CPU of the process, times the floor's | 1 | {_figure(found['opening']['cpu_ratio'])} |"
    yield ""
    floor, full, push = found["idle"]["floor"], found["idle"]["full"], found["post_to_frame"]
    yield from (f"| {found['sockets']} sockets on one process | the floor | the full job |", "| --- | --- | --- |")
    yield f"| memory of one, KiB | {floor['kibibytes_each']} | {full['kibibytes_each']} |"
    yield f"| CPU while idle, percent of a core | {floor['percent_of_a_core']} | {full['percent_of_a_core']} |"
    yield f"| POST to frame among them, median / 99th percentile, ms | | {push['p50_ms']} / {push['p99_ms']} |"


def _reads(found: dict[str, Any]) -> Iterator[str]:
    for title, key in (("plays of the player", "by_plays_of_the_player"), ("players", "by_players")):
        yield f"| {title} | history | statistics | first page of results |"
        yield "| --- | --- | --- | --- |"
        for size, paths in found[key].items():
            cells = [
                " · ".join(_figure(read[name]) for name in ("cpu", "yardsticks", "p50_ms")) for read in paths.values()
            ]
            yield f"| {int(size):,} | {' | '.join(cells)} |"
        yield ""
    yield (
        "CPU seconds of application and database per 1 000 reads · the same, relative to a response without data"
        " · median wait in ms."
    )
