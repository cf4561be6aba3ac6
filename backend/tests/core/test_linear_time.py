"""No input takes more than linear time: eight times the length costs at most twelve times as much.

The only test that measures time: the CPU time of this thread, as the minimum of many runs.
"""

from __future__ import annotations

import ast
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.hostile_inputs import INPUTS, READERS, Make, Read, refusing

RUNS = 20
ATTEMPTS = 5
SHORT = 2000  # characters; eight times as many are just below the size limit of a body
GROWTH = 20  # eight times in linear and 64 times in quadratic time; on a busy machine, longer inputs suffer more
MEASURABLE = 0.0002  # seconds for the long input; below this, its growth doesn't matter
HOPELESS = 0.2  # seconds, far beyond linear time: one run is enough

CODE = Path(__file__).parents[2]
PACKAGES = ("accounts", "config", "core", "game", "operations")

# Each of these reads the inputs of READERS, or text that no client controls.
EXPRESSIONS = {
    "accounts/sessions/claims.py: '[0-9a-f]{32}|[0-9a-f]{64}'",
    "accounts/sessions/claims.py: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'",
    "accounts/sessions/claims.py: '[1-9][0-9]{0,17}'",
    "accounts/identifiers.py: f'[A-Za-z0-9_]{{{USERNAME_MIN},{USERNAME_MAX}}}'",
    "accounts/mail/links.py: '[0-9a-f]{32}\\\\.[0-9a-f]{64}'",
    "accounts/mail/subscriptions.py: '([1-9][0-9]{0,18})\\\\.([0-9a-f]{64})'",
    "accounts/two_factor/totp.py: '[\\\\s\\\\-\\\\u2010-\\\\u2015]'",
    "accounts/sessions/sweep.py: '[0-9a-f,]+'",
    "config/processes/play_requests.py: "
    'b\'[ \\\\t\\\\r\\\\n]*\\\\{[ \\\\t\\\\r\\\\n]*"number"[ \\\\t\\\\r\\\\n]*:[ \\\\t\\\\r\\\\n]*'
    "([1-9][0-9]{0,3})[ \\\\t\\\\r\\\\n]*\\\\}[ \\\\t\\\\r\\\\n]*'",
    "config/processes/play_requests.py: '(?i:bearer) +([A-Za-z0-9._-]+)'",
    "config/redaction.py: '(#token=)[^\\\\s\\\\\"\\'<>]++'",
    "config/redaction.py: '(?i)(\\\\b(?:cookie|authorization)[\\'\\\\\"]?[:=, ]++b?[\\'\\\\\"]?)[^\\'\\\\\"\\\\n]*+'",
    "config/redaction.py: '(?i)(\\\\bbearer[ .])[^\\\\s\\\\\"\\',]++'",
    "config/redaction.py: '(?i)(\\\\bquery_string[\\'\\\\\"]?[:=, ]++b?[\\'\\\\\"]?)[^\\'\\\\\"\\\\n]*+'",
    "config/redaction.py: '(\\\\?)[^\\\\s\\\\\"\\'<>]++'",
    "config/redaction.py: '(\\\\beyJ)[\\\\w-]++(?:\\\\.[\\\\w-]*+)*+'",
    "config/service_urls/parts.py: '(\\\\[[0-9A-Fa-f:.]+\\\\]|[^\\\\s\\\\[\\\\]:@,]+)(?::([0-9]{1,5}))?'",
    'core/api/content_codings.py: f"([!#$%&\'*+.^_`|~0-9A-Za-z-]++)(?:{_WEIGHT})?"',
    "core/http/content_types.py: '\\\\\\\\(.)'",
    "core/http/content_types.py: _PARAMETER",
    "core/http/content_types.py: f'({_NAME}/{_NAME})((?:[ \\\\t]*+;[ \\\\t]*+(?:{_PARAMETER})?)*+)'",
    "core/http/handshakes.py: TOKEN",
    "core/http/handshakes.py: TOKEN + b'(?:' + PARAMETER + b')*+'",
    "core/http/handshakes.py: b'[^\\\\s,/?#@]++'",
    'game/management/commands/renew_examples.py: \'\\\\{("type": "game_result", )?"id": ?1,[^{}\\\\n]*\\\\}\'',
    "core/tracing/export.py: '\\\\s*(BEGIN|SELECT|INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE|SET)\\\\b'",
    "core/tracing/export.py: '\\\\b(?:FROM|INTO|UPDATE)\\\\s+[`\\\\\"]?(\\\\w+)'",
    "core/tracing/traceparent.py: '(?!0{16})[0-9a-f]{32}'",
    "core/tracing/traceparent.py: '00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]'",
    "core/rate_limits/rate.py: '([1-9][0-9]{0,5})/(?:([1-9][0-9]{0,3}))?(sec|min|hour|day)'",
    "core/http/request_ids.py: '[A-Za-z0-9._:-]{1,128}'",
    "core/http/request_body.py: b'([0-9A-Fa-f]{1,8})[ \\\\t]*+(?:;[\\\\t\\\\x20-\\\\x7e\\\\x80-\\\\xff]*+)?'",
    "core/http/request_head.py: "
    'b"(?:[!#$%&\'*+.^_`|~0-9A-Za-z-]++:[\\\\t\\\\x20-\\\\x7e\\\\x80-\\\\xff]*+\\\\r\\\\n)*+"',
    'core/http/request_head.py: b"[A-Za-z0-9._~%!$&\'()*+,;=:\\\\[\\\\]-]*+"',
    "core/http/request_head.py: b'(?i)\\\\r\\\\n(' + _NAMES + b'):([^\\\\r\\\\n]*+)'",
    "core/http/request_head.py: b'(?i)https?://([^/?#@]++)([^#]*+)'",
    "core/http/request_head.py: b'(?im)^(?:host|content-length|transfer-encoding|expect|trailer|te):[^\\\\n]*+\\\\n'",
    "core/http/request_head.py: b'([A-Z][A-Z_-]{2,19}) ([\\\\x21-\\\\x7e]++) HTTP/1\\\\.([01])'",
    "core/http/request_reader.py: b'(?<!\\\\r)\\\\n'",
    'core/json.py: \'"(?:[^"\\\\\\\\]++|\\\\\\\\.?)*+"?\'',
    "core/json.py: '[\\\\[\\\\]{}]'",
    "game/api/pagination.py: f'[1-9][0-9]?|{MAX_PAGE_SIZE}'",
    "game/positions.py: '[0-9]{1,19}'",
}


@pytest.fixture(autouse=True)
def untraced() -> Iterator[None]:
    """Disables coverage's tracer, because its time would be included."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("make", INPUTS.values(), ids=INPUTS)
def test_no_input_takes_more_than_linear_time(name: str, make: Make) -> None:
    read, short, long = refusing(READERS[name]), make(SHORT), make(8 * SHORT)
    least_short = least_long = float("inf")
    for _ in range(ATTEMPTS):
        for _ in range(RUNS):  # alternating, so that other load affects both equally
            least_short, least_long = min(least_short, time_of(read, short)), min(least_long, time_of(read, long))
            if least_long > HOPELESS:
                break
        if least_long <= max(MEASURABLE, GROWTH * least_short):
            return
    raise AssertionError(f"{least_long:.6f} s for {len(long)} characters, {least_short:.6f} s for {len(short)}")


def time_of(read: Read, text: str) -> float:
    began = time.thread_time()
    read(text)
    return time.thread_time() - began


def test_every_regular_expression_is_among_those_that_are_measured() -> None:
    found = {
        f"{path.relative_to(CODE)}: {ast.unparse(call.args[0])}"
        for package in PACKAGES
        for path in (CODE / package).rglob("*.py")
        for call in expressions_in(path)
    }
    assert found == EXPRESSIONS


def expressions_in(path: Path) -> list[ast.Call]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tree = ast.parse(path.read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func) in USES]


USES = {f"re.{name}" for name in ("compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "split")}
