"""The data that the proxies drop, and the data that they forward."""

from __future__ import annotations

import random

import pytest

from benchmarks.chaos.proxies.commits import CommitProxy, is_commit, outcome
from benchmarks.chaos.proxies.messages import MessageProxy, without_messages
from benchmarks.chaos.proxies.responses import ResponseProxy
from benchmarks.chaos.proxies.tcp import Cut

COMMIT = b"\x07\x00\x00\x00\x03COMMIT"
BATCH = b"\x10\x00\x00\x00\x03INSERT 1; COMMIT"
SELECT = b"\x09\x00\x00\x00\x03SELECT 1"
FINAL_OK = b"\x07\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00"
MORE_OK = b"\x07\x00\x00\x01\x00\x01\x00\x0a\x00\x00\x00"
LONG_ID_OK = b"\x0a\x00\x00\x02\x00\x01\xfd\x40\x42\x0f\x0a\x00\x00\x00"
DEADLOCK = b"\x09\x00\x00\x01\xff\xbd\x04#40001"
MESSAGE = b"*3\r\n$7\r\nmessage\r\n$2\r\nab\r\n$3\r\nxyz\r\n"


def test_a_commit_is_one_alone_or_after_others() -> None:
    assert is_commit(COMMIT)
    assert is_commit(BATCH)
    assert not is_commit(SELECT)


@pytest.mark.parametrize(
    ("answer", "committed"),
    [
        (FINAL_OK, True),
        (MORE_OK + LONG_ID_OK + FINAL_OK, True),
        (MORE_OK + LONG_ID_OK, None),
        (FINAL_OK[:5], None),
        (DEADLOCK, False),
        (MORE_OK + DEADLOCK, False),
    ],
)
def test_an_answer_says_whether_all_was_committed(answer: bytes, committed: bool | None) -> None:
    assert outcome(answer) is committed


def test_a_committed_transaction_is_not_answered() -> None:
    proxy = CommitProxy(0, random.Random(1))
    proxy.share = 1.0
    link = proxy.link()
    assert link.to_server(BATCH) == BATCH
    assert link.to_client(MORE_OK) == b""
    with pytest.raises(Cut):
        link.to_client(FINAL_OK)
    assert proxy.lost == 1


def test_a_refusal_and_all_other_answers_pass() -> None:
    proxy = CommitProxy(0, random.Random(1))
    proxy.share = 1.0
    link = proxy.link()
    link.to_server(COMMIT)
    assert link.to_client(DEADLOCK) == DEADLOCK
    link.to_server(SELECT)
    assert link.to_client(FINAL_OK) == FINAL_OK
    assert proxy.lost == 0


def test_messages_disappear_and_replies_stay() -> None:
    assert without_messages(MESSAGE + MESSAGE + b"+OK\r\n") == (b"+OK\r\n", 2)
    assert without_messages(MESSAGE + MESSAGE[:-4]) == (MESSAGE[:-4], 1)
    assert without_messages(b"*3\r\n$9\r\nsubscribe\r\n") == (b"*3\r\n$9\r\nsubscribe\r\n", 0)


def test_messages_pass_unless_they_are_to_be_lost() -> None:
    proxy = MessageProxy(0)
    assert proxy.link().to_client(MESSAGE) == MESSAGE
    proxy.losing = True
    assert proxy.link().to_client(MESSAGE) == b""
    assert proxy.lost == 1


def test_a_response_is_lost_after_it_was_sent_and_counted_if_it_was_a_success() -> None:
    proxy = ResponseProxy(0, random.Random(1))
    proxy.share = 1.0
    link = proxy.link()
    assert link.to_server(b"GET /api/game/history/ HTTP/1.1\r\n") == b"GET /api/game/history/ HTTP/1.1\r\n"
    assert link.to_client(b"HTTP/1.1 200 OK\r\n") == b"HTTP/1.1 200 OK\r\n"
    for answer in (b"HTTP/1.1 503 Service Unavailable\r\n", b"HTTP/1.1 200 OK\r\n"):
        link.to_server(b"POST /api/game/play/ HTTP/1.1\r\n")
        with pytest.raises(Cut):
            link.to_client(answer)
    assert proxy.lost == 1
