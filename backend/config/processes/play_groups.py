"""Executes plain plays in a group, with one admission and one transaction for all of them (decisions 0081 and 0084)."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.core.signals import request_finished, request_started

from accounts.sessions import revocation, tokens
from config.processes.play_requests import PATH, PlainPlay
from config.processes.play_responses import ResponseHeads
from core.middleware import request_log
from core.tracing import spans
from game import services
from game.services import Played
from game.storage.plays import PlayRequest

ROUTE = PATH.removeprefix("/")


def execute(group: Sequence[PlainPlay], heads: ResponseHeads) -> None:
    """Sets the outcome of each executed play, and the response of each new play."""
    if spans.is_on():
        for play in group:
            play.span = spans.request(f"POST {ROUTE}", play.traceparent, play.request_id, play.arrived_at)
    request_started.send(sender=PlainPlay)  # makes Django check the connection to the database
    try:
        with spans.of_members("play group", (play.span for play in group)):
            admitted = _admitted(group)
            _play(admitted)
    finally:
        request_finished.send(sender=PlainPlay)
    for play in admitted:
        if isinstance(play.outcome, Played) and not play.outcome.replayed:
            play.response = heads.response(play.variant, play.request_id, play.outcome.result)
            _record(play)
            spans.end(play.span, 200)


def _play(plays: Sequence[PlainPlay]) -> None:
    try:
        outcomes = services.play_all([_request(play) for play in plays]) if plays else []
    except Exception as error:  # the plays may have been stored, so they aren't executed again
        outcomes = [error] * len(plays)
    for play, outcome in zip(plays, outcomes, strict=True):
        if not isinstance(outcome, services.NotPlayed):
            play.outcome = outcome


def _admitted(group: Sequence[PlainPlay]) -> list[PlainPlay]:
    """Returns the plays within their rate that have a valid token and an active session. The view checks all others."""
    valid = []
    for play in group:
        try:
            valid.append((play, tokens.read_access(play.token)))
        except tokens.InvalidToken:
            continue
    admissions = revocation.admit_all([claims for _, claims in valid], "play") if valid else []
    admitted = []
    for (play, claims), admission in zip(valid, admissions, strict=True):
        if not isinstance(admission, Exception) and admission.retry_after is None:
            play.admission, play.player_id = admission, claims.player_id
            admitted.append(play)
    return admitted


def _request(play: PlainPlay) -> PlayRequest:
    key = services.digest_of(play.key) if play.key is not None else None
    return PlayRequest(play.player_id, play.number, key, play.admission.asked, play.request_id, play.span)


def _record(play: PlainPlay) -> None:
    request_log.begin(play.request_id)
    request_log.record("POST", PATH, ROUTE, 200, time.perf_counter() - play.arrived_at)
    request_log.end()
