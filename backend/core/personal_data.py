"""Everything that is held about a player, gathered from the apps that hold it (`PERSONAL_DATA`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from core.renderers import dumps

CHUNK = 1000

Sections = dict[str, Iterator[dict[str, Any]]]


def rows(found: QuerySet[Any], *, secret: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """Each row with all its columns but the secret ones, `CHUNK` in memory at a time, whatever the driver buffers."""
    model: type[Model] = found.model
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in secret]
    ordered, last = found.order_by("pk"), None
    while chunk := list((ordered if last is None else ordered.filter(pk__gt=last)).values("pk", *columns)[:CHUNK]):
        last = chunk[-1]["pk"]
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
        while chunk := list(islice(entries, CHUNK)):
            yield between + ", ".join(dumps(entry).decode() for entry in chunk)
            between = ", "
        yield "]"
    yield "}"
