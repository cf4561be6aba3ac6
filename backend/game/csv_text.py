"""Formats results as CSV, in the order of their fields. The prize of a lost play is empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from game.representations import ResultSerializer

COLUMNS = tuple(ResultSerializer().fields)
FILE = "numberplay-results.csv"
CONTENT_TYPE = "text/csv; charset=utf-8"


def head() -> str:
    return _text([COLUMNS])


def lines(results: Iterable[dict[str, Any]]) -> str:
    return _text([_cell(result[column]) for column in COLUMNS] for result in results)


def _cell(value: object) -> object:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _text(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
