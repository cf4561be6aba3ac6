"""Fills in the forms of the admin like a browser."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client


def form_of(client: Client, path: str) -> dict[str, str]:
    """The form's fields, as a browser would submit them without changes."""
    page = client.get(path).content.decode()
    values: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        attributes = {name: unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', tag)}
        if "name" not in attributes or attributes.get("type") in ("submit", "file"):
            continue
        if attributes.get("type") == "checkbox":
            if "checked" in tag:
                values[attributes["name"]] = "on"
        else:
            values[attributes["name"]] = attributes.get("value", "")
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        for value in re.findall(r'<option value="([^"]*)" selected>', options):
            values[name] = unescape(value)
    return values
