"""Parses typed values from a mapping of strings, and collects all errors before it raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from config.service_urls.parts import UrlParts

T = TypeVar("T")
N = TypeVar("N", int, None)

_FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class EnvironmentFault(ValueError):
    """The environment contains invalid values. The message has one line per value."""


class Reader:
    """Treats an empty variable as unset, because Compose and CI systems pass unset variables as empty strings."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._faults: list[str] = []

    def is_set(self, name: str) -> bool:
        return bool(self._variables.get(name, "").strip())

    def parsed(self, name: str, parse: Callable[[str], T], default: T) -> T:
        """Parses a variable with `parse`, which raises ValueError for invalid text."""
        if not self.is_set(name):
            return default
        try:
            return parse(self._variables[name].strip())
        except ValueError as fault:
            self.fault(name, str(fault))
            return default

    def fault(self, name: str, reason: str) -> None:
        self._faults.append(f"{name}: {reason}")

    def text(self, name: str, default: str) -> str:
        return self.parsed(name, str, default)

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """Returns one of the choices. The first one is the default."""

        def parse(text: str) -> str:
            if text not in choices:
                raise ValueError(f"{text!r} is not one of {', '.join(choices)}")
            return text

        return self.parsed(name, parse, choices[0])

    def flag(self, name: str, *, default: bool) -> bool:
        def parse(text: str) -> bool:
            if text.lower() not in _FLAGS:
                raise ValueError(f"{text!r} is neither true nor false")
            return _FLAGS[text.lower()]

        return self.parsed(name, parse, default)

    def number(self, name: str, default: N, *, least: int = 0) -> int | N:
        def parse(text: str) -> int | N:
            if not (text.isascii() and text.isdigit()):
                raise ValueError(f"{text!r} is not a whole number")
            if int(text) < least:
                raise ValueError(f"{text} is less than the minimum of {least}")
            return int(text)

        return self.parsed(name, parse, default)

    def names(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Parses a comma-separated list."""
        return self.parsed(name, lambda text: tuple(part.strip() for part in text.split(",") if part.strip()), default)

    def url(self, name: str, schemes: tuple[str, ...]) -> str | None:
        def parse(text: str) -> str | None:
            url = UrlParts.split(text)
            if url.scheme not in schemes or len(url.hosts) != 1:
                raise ValueError(f"must be a URL that starts with {' or '.join(f'{scheme}://' for scheme in schemes)}")
            return text

        return self.parsed(name, parse, None)

    def raise_faults(self) -> None:
        if self._faults:
            raise EnvironmentFault("\n".join(self._faults))
