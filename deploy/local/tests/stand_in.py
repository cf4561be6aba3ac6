"""A server in place of the backend or the front end: `stand_in.py PORT [stubborn]`.

It starts a process of its own, as real servers do, and prints both numbers. A stubborn one ignores SIGTERM. `/exit`
makes it end by itself.
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
        """Quiet: the tests read the output."""


if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "300"])
print("pids", os.getpid(), child.pid, flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
