"""python -m conformance.server.listing   writes the list of all cases, `cases/README.md`."""

from __future__ import annotations

from itertools import groupby

from conformance.server.case import FOLDER, cases

PAGE = FOLDER / "README.md"
HEAD = """\
# The cases

Written by `python -m conformance.server.listing`. [How a client is tested with them](../README.md).
"""


def listing() -> str:
    sections = [HEAD]
    for theme, members in groupby(cases(), key=lambda case: case.theme):
        rows = "".join(f"| `{case.name}` | {case.title} |\n" for case in members)
        sections.append(f"## [{theme}]({theme}.json)\n\n| case | what a client does |\n| --- | --- |\n{rows}")
    return "\n".join(sections)


if __name__ == "__main__":
    PAGE.write_text(listing())
