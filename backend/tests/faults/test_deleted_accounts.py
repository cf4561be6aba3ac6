"""After a deletion, nothing that identifies the player is left in any table, Redis key, log or result."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import redis

from tests.processes.mailbox import text_of
from tests.processes.players import PASSWORD, Account
from tests.processes.players import wait_until as wait
from tests.processes.post import Post

MAIL_SECONDS = 20


def rows(post: Post) -> Iterator[str]:
    """Every row of every table."""
    with closing(sqlite3.connect(post.database)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  our own tables
                yield f"{table}: {row!r}"


def entries(post: Post) -> Iterator[str]:
    """Every key of Redis, with its value."""
    with redis.Redis.from_url(post.broker.url) as client:
        for key in client.scan_iter():
            kind = client.type(key)
            yield f"{key!r}: {client.dump(key)!r} {client.get(key) if kind == b'string' else kind!r}"


def verify(post: Post, email: str) -> None:
    wait(lambda: len(post.mailbox.to(email)) == 1, MAIL_SECONDS)
    (welcome,) = post.mailbox.to(email)
    token = text_of(welcome).partition("#token=")[2].split()[0]
    assert post.edge.call("POST", "/auth/api/email/verify/", body={"token": token}).status_code == 200


def live(post: Post, account: Account) -> None:
    """Creates data about the player wherever possible."""
    email, edge = account.user["email"], post.edge
    edge.play(account, 842, key="one")
    edge.history(account)
    edge.login(account)
    verify(post, email)
    for path in ("password/reset/", "email/verify/resend/"):
        assert edge.call("POST", f"/auth/api/{path}", body={"email": email}).status_code == 202
    wrong = {"email": email, "password": "wrong"}
    assert edge.call("POST", "/auth/api/login/", body=wrong).status_code == 401
    asked = {"email": f"new-{email}", "password": PASSWORD}
    assert edge.call("POST", "/auth/api/email/change/", account, asked).status_code == 202
    assert edge.call("POST", "/auth/api/totp/", account, {"password": PASSWORD}).status_code == 200
    assert edge.call("GET", "/auth/api/user/export/", account).status_code == 200


def test_nothing_personal_is_left(post: Post) -> None:
    account, other = post.edge.register(), post.edge.register()
    name = account.user["username"]
    live(post, account)
    wait(lambda: len(post.mailbox.to(account.user["email"], "Reset your password")) == 1, MAIL_SECONDS)
    wait(lambda: post.are_sent(f"new-{account.user['email']}", 1), MAIL_SECONDS)
    assert [row for row in rows(post) if name in row]

    assert post.edge.call("DELETE", "/auth/api/user/", account, {"password": PASSWORD}).status_code == 204

    assert [row for row in rows(post) if name in row] == []
    assert [row for row in rows(post) if other.user["username"] in row]
    assert [entry for entry in entries(post) if name in entry] == []
    logs = f"{post.edge.program.log}{post.worker.log}"
    assert "account.deleted" in logs
    assert name not in logs
    for secret in (PASSWORD, account.access, account.refresh):
        assert secret not in logs
