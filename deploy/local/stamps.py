"""Skips work whose inputs are the same as when it was last done."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def digest(inputs: Iterable[Path], *, salt: str = "") -> str:
    """Of names and contents, never of times: a fresh checkout of the same files is the same."""
    total = hashlib.sha256(salt.encode())
    for path in sorted(inputs):
        total.update(f"{path}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def files_below(folder: Path, *, without: frozenset[str]) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in without:
            continue
        if entry.is_dir():
            yield from files_below(entry, without=without)
        elif entry.is_file():
            yield entry


class Stamp:
    """A file beside the product that holds the digest of its inputs, and disappears with it."""

    def __init__(self, file: Path, current: str) -> None:
        self._file = file
        self._current = current

    def is_current(self) -> bool:
        return self._file.is_file() and self._file.read_text() == self._current

    def renew(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._current)
