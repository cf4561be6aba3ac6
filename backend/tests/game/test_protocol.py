"""The parser of the socket protocol turns every text into a command or a refusal with a code."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import idempotency
from game.live import protocol
from game.live.protocol import Authenticate, Ping, Play, Refusal, Resume, parse

ascii_keys = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=128)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
members = st.dictionaries(st.sampled_from(["type", "number", "key", "since", "token", "x"]), json_values)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ('{"number":842}', Play(842)),
        ('{"number":842,"key":"k"}', Play(842, "k")),
        ('{"number":842,"key":null}', Play(842)),
        (' {"number" : 1, "other": {"a": [1]}, "since": -1}\n', Play(1)),
        ('{"number":9999,"key":"%s"}' % ("k" * 128), Play(9999, "k" * 128)),
        ('{"number":2,"key":" !~"}', Play(2, " !~")),
        ('{"type":"ping"}', Ping()),
        ('{"type":"ping","number":842}', Ping()),
        ('{"type":"resume","since":0}', Resume(0)),
        ('{"type":"resume","since":99999999999999999999}', Resume(99999999999999999999)),
        ('{"type":"auth","token":"a.b.c"}', Authenticate("a.b.c")),
        ('{"type":"auth","token":""}', Authenticate("")),
    ],
)
def test_a_command_is_understood(text: str, command: protocol.Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    ("text", "code", "attr"),
    [
        ("", "parse_error", None),
        ("ping", "parse_error", None),
        ("{", "parse_error", None),
        ('{"number":842}}', "parse_error", None),
        ('{"number":842,"number":841}', "parse_error", None),
        ('{"number":NaN}', "parse_error", None),
        ('{"number":Infinity}', "parse_error", None),
        ('{"x":' + "[" * 9 + "]" * 9 + "}", "parse_error", None),
        ('{"number":' + "9" * 4090 + "}", "invalid", "number"),
        ('{"key":"\\ud800"}', "parse_error", None),
        ("\ufeff{}", "parse_error", None),
        ("[]", "invalid", None),
        ("842", "invalid", None),
        ('"ping"', "invalid", None),
        ("null", "invalid", None),
        ("{}", "required", "number"),
        ('{"key":"k"}', "required", "number"),
        ('{"number":"842"}', "invalid", "number"),
        ('{"number":"٨٤٢"}', "invalid", "number"),
        ('{"number":8e2}', "invalid", "number"),
        ('{"number":842.0}', "invalid", "number"),
        ('{"number":true}', "invalid", "number"),
        ('{"number":null}', "invalid", "number"),
        ('{"number":0}', "invalid", "number"),
        ('{"number":-2}', "invalid", "number"),
        ('{"number":10000}', "invalid", "number"),
        ('{"number":[842]}', "invalid", "number"),
        ('{"number":842,"key":""}', "invalid", "key"),
        ('{"number":842,"key":"%s"}' % ("k" * 129), "invalid", "key"),
        ('{"number":842,"key":"schlüssel"}', "invalid", "key"),
        ('{"number":842,"key":"a\\nb"}', "invalid", "key"),
        ('{"number":842,"key":"a\\u007f"}', "invalid", "key"),
        ('{"number":842,"key":1}', "invalid", "key"),
        ('{"type":"resume"}', "invalid", "since"),
        ('{"type":"resume","since":-1}', "invalid", "since"),
        ('{"type":"resume","since":"1"}', "invalid", "since"),
        ('{"type":"resume","since":1.0}', "invalid", "since"),
        ('{"type":"resume","since":true}', "invalid", "since"),
        ('{"type":"resume","since":null}', "invalid", "since"),
        ('{"type":"auth"}', "invalid", "token"),
        ('{"type":"auth","token":1}', "invalid", "token"),
        ('{"type":"play","number":842}', "unknown_type", "type"),
        ('{"type":"PING"}', "unknown_type", "type"),
        ('{"type":null}', "unknown_type", "type"),
        ('{"type":["ping"]}', "unknown_type", "type"),
        ('{"type":{}}', "unknown_type", "type"),
    ],
)
def test_anything_else_is_refused_by_name(text: str, code: str, attr: str | None) -> None:
    refusal = parse(text)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.attr) == (code, attr)


@given(st.text() | json_values.map(json.dumps) | members.map(json.dumps))
def test_any_text_is_a_command_or_a_refusal(text: str) -> None:
    assert isinstance(parse(text), get_args(protocol.Command))


@given(st.integers(1, 9999), st.none() | ascii_keys)
def test_every_valid_play_is_understood(number: int, key: str | None) -> None:
    assert parse(json.dumps({"number": number, "key": key})) == Play(number, key)


@given(st.text())
def test_a_key_is_printable_ascii_and_nothing_else(text: str) -> None:
    assert idempotency.is_key(text) == (0 < len(text) <= 128 and all(" " <= character <= "~" for character in text))
