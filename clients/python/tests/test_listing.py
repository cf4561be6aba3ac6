"""The page `cases/README.md` lists every case."""

from __future__ import annotations

from conformance.server.case import cases
from conformance.server.listing import PAGE, listing


def test_the_list_of_cases_is_up_to_date() -> None:
    page = PAGE.read_text()
    assert page == listing()
    assert page.count("\n| `") == len(cases())
