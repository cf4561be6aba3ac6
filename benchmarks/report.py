"""Renders the results as tables and plots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import plots
from benchmarks.figures import text
from benchmarks.measures.profile import WORTH_A_LINE
from benchmarks.peers.tables import tables

# The tables are between these lines of the page that has the folder's name.
BEGIN, END = "<!-- figures of the last run -->", "<!-- end of figures -->"


def write(results: dict[str, Any], folder: Path) -> str:
    """Returns the tables, and writes them into the folder's page or, without a page, into the folder."""
    sections = {
        "peers": tables,
        "profile": _profile,
        "workers": _workers,
        "logins": _logins,
        "start": _start,
        "sockets": _sockets,
        "streams": _streams,
        "reads": _reads,
    }
    lines = [
        line
        for name, section in sections.items()
        if name in results
        for line in ("", f"`python -m benchmarks --only {name}`:", "", *section(results[name]))
    ]
    content = "\n".join([*_machine(results["machine"]), *lines]) + "\n"
    plots.draw(results, folder)
    _insert(content, folder)
    return content


def _insert(content: str, folder: Path) -> None:
    page = folder.with_suffix(".md")
    if page.exists():
        before, _, rest = page.read_text().partition(BEGIN)
        _, _, after = rest.partition(END)
        page.write_text(f"{before}{BEGIN}\n{content}{END}{after}")
    else:
        (folder / "table.md").write_text(content)


def _machine(machine: dict[str, Any]) -> list[str]:
    python = f"Python {machine['python']} (built {machine['python_build']}), Node {machine['node']}"
    words = f"{machine['cores']} cores ({machine['processor']}), {python}"
    return [f"Measured on {words}; the load before was {machine['load_before']}. Median (minimum – maximum)."]


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
        yield f"| {count} | {text(figures['rate'], 0)} | {text(figures['cores'])} | {text(figures['cpu'])} |"


def _logins(found: dict[str, Any]) -> Iterator[str]:
    yield from ("| a login | |", "| --- | --- |")
    yield f"| CPU, ms | {text(found['cpu_ms'], 0)} |"
    yield f"| median, ms | {text(found['p50_ms'], 0)} |"


def _start(found: dict[str, Any]) -> Iterator[str]:
    yield f"`make run` is ready after {text(found['seconds'], 1)} s, not counting the first run."


def _sockets(found: dict[str, Any]) -> Iterator[str]:
    floor, full = found["opening"]["floor"], found["opening"]["full"]
    yield from ("| opening a socket on one process | the floor | the full job |", "| --- | --- | --- |")
    yield f"| opened per second | {text(floor['rate'], 0)} | {text(full['rate'], 0)} |"
    yield f"| opened per CPU second of the process | {text(floor['cpu_rate'], 0)} | {text(full['cpu_rate'], 0)} |"
    yield f"| CPU of the process, times the floor's | 1 | {text(found['opening']['cpu_ratio'])} |"
    yield ""
    floor, full, push = found["idle"]["floor"], found["idle"]["full"], found["post_to_frame"]
    yield from (f"| {found['sockets']} sockets on one process | the floor | the full job |", "| --- | --- | --- |")
    yield f"| memory of one, KiB | {floor['kibibytes_each']} | {full['kibibytes_each']} |"
    yield f"| CPU while idle, percent of a core | {floor['percent_of_a_core']} | {full['percent_of_a_core']} |"
    yield f"| POST to frame among them, median / 99th percentile, ms | | {push['p50_ms']} / {push['p99_ms']} |"


def _streams(found: dict[str, Any]) -> Iterator[str]:
    socket, stream = found["socket"], found["stream"]
    yield from (
        f"| {found['count']} on one process | WebSockets | event streams | times |",
        "| --- | --- | --- | --- |",
    )
    yield f"| memory of one, KiB | {socket['kibibytes_each']} | {stream['kibibytes_each']} | |"
    yield f"| CPU while idle, percent of a core | {socket['percent_of_a_core']} | {stream['percent_of_a_core']} | |"
    for name, title in (("p50_ms", "median"), ("p99_ms", "99th percentile")):
        times = text(found["times"][name])
        yield f"| POST to result, {title}, ms | {text(socket[name])} | {text(stream[name])} | {times} |"
    yield f"| lost | {socket['lost']} | {stream['lost']} | |"


def _reads(found: dict[str, Any]) -> Iterator[str]:
    for title, key in (("plays of the player", "by_plays_of_the_player"), ("players", "by_players")):
        yield f"| {title} | history | statistics | first page of results |"
        yield "| --- | --- | --- | --- |"
        for size, paths in found[key].items():
            cells = [
                " · ".join(text(read[name]) for name in ("cpu", "yardsticks", "p50_ms")) for read in paths.values()
            ]
            yield f"| {int(size):,} | {' | '.join(cells)} |"
        yield ""
    yield (
        "CPU seconds of application and database per 1 000 reads · the same, relative to a response without data"
        " · median wait in ms."
    )
