#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

from config.processes import roles


def main() -> None:
    roles.declare_command(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        from config import full_disk, tls_failure

        sentence = full_disk.explanation(error) or tls_failure.explanation(error)
        if sentence is None:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
