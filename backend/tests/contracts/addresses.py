"""Paths, generated from the URL configuration and the models in the admin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from django.contrib import admin
from django.db.models import Field, Model
from django.urls import URLPattern, URLResolver, get_resolver

UUID = "00000000-0000-0000-0000-000000000000"
BEYOND = str(2**63)
VALUES = {
    "uuid": [UUID],
    "int": ["0", "1", BEYOND],
    "str": ["1", BEYOND, "é", "x" * 300],
    "path": ["1", "0", "-1", BEYOND, "9" * 5000, UUID, "é", "\x00", "_5F", "a/b", "."],
}
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
GROUP = re.compile(r"\(\?P<\w+>([^()]*)\)")
HOSTILE = [
    "",
    "0",
    "-1",
    "99999",
    BEYOND,
    "1e400",
    "x",
    "é",
    "\x00",
    "2026-13-45",
    "[",
    "(" * 50,
    "1," * 500,
    "9" * 3000,
]
CONTROLS = ["q", "p", "o", "all", "e", "_facets", "_popup", "_to_field", "_changelist_filters", "_source_model", "x"]


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Returns every route in the URL configuration."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLPattern):
            yield f"/{route}"
        else:
            yield from routes(entry, route)


def paths() -> Iterator[str]:
    """Every route with every value, one at a time."""
    for route in routes():
        named = GROUP.sub(lambda group: "<str:group>" if "|" not in group[1] else group[1].split("|")[0], route)
        named = named.removesuffix("$").replace("\\", "").removesuffix("/?")
        kinds = [kind or "str" for kind in PARAMETER.findall(named)]
        for value in {value: None for kind in kinds for value in VALUES[kind]} if kinds else [""]:
            yield PARAMETER.sub(quote(value).replace("\\", ""), named)


def fields(model: type[Model]) -> Iterator[Field]:  # type: ignore[type-arg]
    yield from model._meta.concrete_fields
    yield from model._meta.many_to_many


def admin_queries() -> Iterator[str]:
    """For every list in the admin: every lookup of every field and every control, with every hostile value."""
    for model, shown in admin.site._registry.items():
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        related = [name for name in (shown.search_fields or ()) if "__" in name]
        lookups = [f"{field.name}__{lookup}" for field in fields(model) for lookup in field.get_lookups()]
        parts = [f"{field.name}__year__gt" for field in fields(model) if "year" in field.get_lookups()]
        for name in [*CONTROLS, *related, *lookups, *parts, *(field.name for field in fields(model))]:
            for value in HOSTILE:
                yield f"{address}?{urlencode({name: value})}"
