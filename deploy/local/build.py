"""Builds the web app, unless the build at hand is of these sources: `python3 -m deploy.local.build`."""

import sys

from deploy.local import product
from deploy.local.install import install_node
from deploy.local.program import run_program


def main() -> int:
    install_node()
    product.build()
    return 0


if __name__ == "__main__":
    sys.exit(run_program(main))
