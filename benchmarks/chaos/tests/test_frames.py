from __future__ import annotations

from benchmarks.chaos.checker import frames
from benchmarks.chaos.history import Connection, Frame, Window
from benchmarks.chaos.tests.histories import PLAYER, acknowledged, frame, rows, window
from benchmarks.chaos.tests.test_plays import kinds

STORED = rows("a", "b", "c")
ALL_THE_TIME = [Connection(PLAYER, "one", 0.0, 100.0)]


def streams(*seqs: int) -> list[str]:
    return kinds(frames.streams([frame(seq) for seq in seqs], {"one": PLAYER}, STORED))


def test_every_result_once_and_in_order_is_no_difference() -> None:
    assert streams(1, 2, 3) == []


def test_a_repeated_frame_is_found() -> None:
    assert streams(1, 2, 2, 3) == ["frame twice"]


def test_a_missing_frame_is_found_in_the_middle_and_at_the_end() -> None:
    assert streams(1, 3) == ["frame missing"]
    assert streams(1, 2) == ["frame missing"]


def test_frames_in_another_order_are_found() -> None:
    assert streams(1, 3, 2) == ["frame missing", "frame twice"]


def test_a_subscription_that_received_nothing_is_found() -> None:
    assert kinds(frames.streams([], {"one": PLAYER}, STORED)) == ["frame missing"]


def test_the_answer_to_a_repeat_is_not_of_the_stream() -> None:
    received = [frame(1), frame(2), frame(3), frame(1, replayed=True)]
    assert kinds(frames.streams(received, {"one": PLAYER}, STORED)) == []


def test_a_frame_is_the_row() -> None:
    received = [frame(1), frame(2, prize=1.0), frame(3, replayed=True, number=1), frame(4)]
    assert kinds(frames.contents(received, STORED)) == ["frame differs"] * 3


def late(received: list[Frame], *windows: Window) -> list[str]:
    return kinds(frames.late([acknowledged(1, "a", 10.0, 10.1)], received, ALL_THE_TIME, windows))


def test_a_frame_in_time_is_no_difference() -> None:
    assert late([frame(1, 15.0)]) == []


def test_a_frame_that_comes_late_or_never_is_found() -> None:
    assert late([frame(1, 16.5)]) == ["frame late"]
    assert late([]) == ["frame late"]


def test_lost_messages_do_not_extend_a_bound_but_a_frozen_database_does() -> None:
    assert late([frame(1, 20.0)], window("messages", 9.0, 13.0)) == ["frame late"]
    assert late([frame(1, 20.0)], window("freeze database", 11.0, 19.0)) == []


def closed(began: float, ended: float, code: int | None) -> list[str]:
    windows = [window("kill database", 10.0, 12.0)]
    return kinds(frames.closed([Connection(PLAYER, "one", began, ended, code)], windows))


def test_a_close_frame_of_the_server_is_found() -> None:
    assert closed(0.0, 11.0, None) == []
    assert closed(0.0, 11.0, 1013) == ["closed"]


def test_a_new_socket_may_be_rejected_during_a_fault() -> None:
    assert closed(11.0, 11.1, 1013) == []
    assert closed(30.0, 30.1, 1013) == ["closed"]


def test_a_socket_that_was_not_open_all_the_time_is_not_judged() -> None:
    calls = [acknowledged(1, "a", 10.0, 10.1)]
    for began, ended in ((10.05, 100.0), (0.0, 14.0)):
        connection = Connection(PLAYER, "one", began, ended)
        assert kinds(frames.late(calls, [], [connection], [])) == []
