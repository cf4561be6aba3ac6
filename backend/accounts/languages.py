"""The languages that players can choose: those with a file of email texts in `accounts/mail/texts`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import trans_real

DEFAULT = "en"

_FILES = sorted((Path(__file__).parent / "mail" / "texts").glob("*.toml"))

TEXTS: dict[str, dict[str, Any]] = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in _FILES}


def choices() -> list[tuple[str, str]]:
    """Returns each language with its native name. Because this is a callable, new languages need no migration."""
    return [(language, texts["name"]) for language, texts in TEXTS.items()]


def known(language: str) -> str:
    """Returns the language, or English if a newer version stored a language that this version doesn't have."""
    return language if language in TEXTS else DEFAULT


def preferred(accept_language: str) -> str:
    """Returns the first supported language in an `Accept-Language` header, or English."""
    ranges = trans_real.parse_accept_lang_header(accept_language)
    wanted = (name.partition("-")[0] for name, quality in ranges if quality)
    return next((language for language in wanted if language in TEXTS), DEFAULT)
