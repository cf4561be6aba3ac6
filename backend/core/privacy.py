"""Collects all data about an owner from the apps in `settings.PERSONAL_DATA`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from core.api.renderers import dumps
from core.api.streaming import ROWS

Sections = dict[str, Iterator[dict[str, Any]]]


def rows(
    found: QuerySet[Any], *, by: str = "pk", gapless: bool = False, secret: frozenset[str] = frozenset()
) -> Iterator[dict[str, Any]]:
    """Yields rows with all columns except secret ones, with `ROWS` in memory at a time even if the driver buffers.

    `by` has to be unique among the rows, and needs an index. If it counts 1, 2, 3 …, pass `gapless`, which bounds each
    chunk on both sides, because MariaDB may scan all of an open range.
    """
    model: type[Model] = found.model
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in secret]
    chunk_of = found.order_by(by).values(by, *columns)
    wanted = {f"{by}__range": (1, ROWS)} if gapless else {}
    while chunk := list(chunk_of.filter(**wanted)[:ROWS]):
        last = chunk[-1][by]
        wanted = {f"{by}__range": (last + 1, last + ROWS)} if gapless else {f"{by}__gt": last}
        for row in chunk:
            yield {name: row[name] for name in columns}


def as_json(owner_id: int) -> Iterator[str]:
    """Yields `{section: [row, …], …}` in chunks."""
    sections = chain.from_iterable(import_string(path)(owner_id).items() for path in settings.PERSONAL_DATA)
    opening = "{"
    for name, entries in sections:
        yield f'{opening}"{name}": ['
        opening = ", "
        between = ""
        while chunk := list(islice(entries, ROWS)):
            yield between + ", ".join(dumps(entry).decode() for entry in chunk)
            between = ", "
        yield "]"
    yield "}"
