"""A server in place of the backend or the front end: `stand_in.py PORT [stubborn]`.

It starts a child process, as real servers do, and prints both pids. With `stubborn`, it ignores SIGTERM. A request for
`/exit` makes it exit.
"""

import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/exit":
            os._exit(3)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Prints nothing, because the tests read the output."""


if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "300"])
print("pids", os.getpid(), child.pid, flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
