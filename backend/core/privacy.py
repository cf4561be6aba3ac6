"""Everything that is held about a player, gathered from the apps that hold it (`PERSONAL_DATA`)."""

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


def rows(found: QuerySet[Any], *, by: str = "pk", secret: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """Each row with all its columns but the secret ones, `ROWS` in memory at a time, whatever the driver buffers.

    `by` is unique among the rows, and an index leads to them in its order.
    """
    model: type[Model] = found.model
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in secret]
    ordered, last = found.order_by(by), None
    while chunk := list(
        (ordered if last is None else ordered.filter(**{f"{by}__gt": last})).values(by, *columns)[:ROWS]
    ):
        last = chunk[-1][by]
        for row in chunk:
            yield {name: row[name] for name in columns}


def as_json(player_id: int) -> Iterator[str]:
    """`{section: [row, …], …}`, a chunk at a time."""
    sections = chain.from_iterable(import_string(held)(player_id).items() for held in settings.PERSONAL_DATA)
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
