"""The table of docs/monitoring.md with the runbooks that were followed."""

from __future__ import annotations

from collections.abc import Sequence

HEAD = "| alert | fault | fires after | cure | time to recovery |\n| --- | --- | --- | --- | --- |\n"


def merged(page: str, rows: dict[str, str], order: Sequence[str]) -> str:
    """Returns the page with these rows, by their alerts. Other rows are kept if their drill is still in `order`."""
    before, head, rest = page.partition(HEAD)
    table, blank, after = rest.partition("\n\n")
    known = {line.split(" | ")[0].removeprefix("| "): line for line in table.splitlines()} | rows
    lines = [known[alerts] for alerts in order if alerts in known]
    return before + head + "\n".join(lines) + blank + after
