"""Logs are text in development and one JSON object per line in production, with request ids."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.processes.programs import BACKEND, environment

PROGRAM = """
import logging, logging.config, sys
from config.logging import logging_settings
logging.config.dictConfig(logging_settings(json=sys.argv[1] == "json", level="INFO"))
import structlog
from core.middleware import request_log
request_log.begin("the-request")
structlog.get_logger("ours").info("play.recorded", seq=1)
logging.getLogger("theirs").warning("with %s", "words")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("theirs").exception("broken")
logging.getLogger("ours").debug("too quiet")
"""


def lines(kind: str) -> list[str]:
    command = [sys.executable, "-c", PROGRAM, kind]
    done = subprocess.run(command, cwd=BACKEND, env=environment(), capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


def test_in_production_every_line_is_an_object_with_the_id_of_the_request() -> None:
    ours, theirs, broken = [json.loads(line) for line in lines("json")]
    assert (ours["event"], ours["seq"], ours["level"], ours["logger"]) == ("play.recorded", 1, "info", "ours")
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("with words", "warning", "theirs")
    assert "ZeroDivisionError" in broken["exception"]
    assert {entry["request_id"] for entry in (ours, theirs, broken)} == {"the-request"}
    assert all(entry["timestamp"].endswith("Z") for entry in (ours, theirs, broken))


def test_in_development_a_line_is_text_with_the_id_of_the_request() -> None:
    ours, theirs, *broken = lines("text")
    assert "play.recorded" in ours
    assert "seq=1" in ours
    assert "with words" in theirs
    assert "request_id=the-request" in ours
    assert "request_id=the-request" in theirs
    assert any("ZeroDivisionError" in line for line in broken)
    assert not any("too quiet" in line for line in broken)
