"""Writes the beginning of a copied log to standard output, decrypted: python3 -m binlogs.read FILE BYTES

mysqlbinlog can't be given an end position for its standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path

from binlogs import copies

CHUNK = 1 << 20


def main(file: str, size: str) -> int:
    left = int(size)
    with copies.opened(Path(file)) as stream:
        while left and (read := stream.read(min(left, CHUNK))):
            sys.stdout.buffer.write(read)
            left -= len(read)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
