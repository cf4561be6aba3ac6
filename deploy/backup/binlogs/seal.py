"""Compresses and encrypts a complete log for the recipients in AGE_RECIPIENTS_FILE: python3 -m binlogs.seal FILE"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

from binlogs.copies import ENCRYPTED


def main(name: str) -> int:
    plain = Path(name)
    sealed = plain.with_name(plain.name + ENCRYPTED)
    new = plain.with_name(f".new-{sealed.name}")
    command = ["age", "--encrypt", "--recipients-file", os.environ["AGE_RECIPIENTS_FILE"], "--output", str(new)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as age, plain.open("rb") as stream:
        assert age.stdin is not None
        with gzip.open(age.stdin, "wb", compresslevel=6) as compressed:
            shutil.copyfileobj(stream, compressed)
        age.stdin.close()
        if age.wait() != 0:
            return 1
    new.replace(sealed)
    plain.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
