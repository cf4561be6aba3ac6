"""Node and npm of this machine."""

import re
import shutil
import subprocess

from deploy.local.refusal import Refusal

OLDEST = (20, 9)
WANTED = "NumberPlay needs Node 20.9 or newer, with npm"


def require_node() -> str:
    """The version of the Node on the search path, such as v20.9.0."""
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        missing = "node" if program is None else "npm"
        raise Refusal(f"{WANTED}; there is no {missing} on the search path. See https://nodejs.org/en/download")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        raise Refusal(f"{WANTED}; {program} is {version}. See https://nodejs.org/en/download")
    return version
