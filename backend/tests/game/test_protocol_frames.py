"""The frames that the server sends, byte by byte."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from game.live import protocol

RESULT = b'{"id":7,"seq":1,"number":902,"result":"win","prize":631.4,"played_at":"2026-01-01T00:00:00.000000Z"}'
MEMBERS = RESULT.decode()[1:-1]


def test_a_result_frame_is_the_http_answer_with_a_type() -> None:
    assert protocol.result_frame(RESULT) == '{"type":"game_result",' + MEMBERS + "}"


def test_the_sender_gets_its_key_and_whether_the_play_is_a_replay() -> None:
    frame = protocol.result_frame(RESULT, key='say "k"\\', replayed=True)
    assert frame == '{"type":"game_result",' + MEMBERS + ',"key":"say \\"k\\"\\\\","replayed":true}'
    assert protocol.result_frame(RESULT, replayed=True) == '{"type":"game_result",' + MEMBERS + ',"replayed":true}'


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=128))
def test_every_key_survives_the_frame(key: str) -> None:
    frame = json.loads(protocol.result_frame(RESULT, key=key))
    assert frame == {"type": "game_result", **json.loads(RESULT), "key": key}


def test_the_other_frames() -> None:
    assert protocol.pong_frame(12) == '{"type":"pong","seq":12}'
    assert protocol.resync_frame(900) == '{"type":"resync","seq":900}'
    assert protocol.authenticated_frame("2026-01-01T00:00:00Z") == (
        '{"type":"authenticated","expires_at":"2026-01-01T00:00:00Z"}'
    )


def test_an_error_frame_says_what_is_wrong_and_where() -> None:
    refusal = protocol.Refusal("invalid", "Zahl fehlt … bitte", "number")
    assert protocol.error_frame(refusal, retry_after=0.25) == (
        '{"type":"error","code":"invalid","detail":"Zahl fehlt … bitte","attr":"number","retry_after":0.25}'
    )
    assert json.loads(protocol.error_frame(protocol.Refusal("parse_error", "No JSON.")))["attr"] is None
