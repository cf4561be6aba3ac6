"""The secret key is replaced in three steps, process by process, and nobody is signed out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import httpx

from tests.processes.players import PASSWORD, Account, Edge
from tests.processes.programs import UNLIMITED, Serve, environment, manage

OLD, NEW = "o" * 50, "n" * 50
OPERATOR = "operator@example.com"


@contextmanager
def processes(database_url: str, *keys: tuple[str, str]) -> Iterator[list[Edge]]:
    """One process per pair of key and fallbacks, all with the same database."""
    with ExitStack() as stack:
        edges = []
        for key, fallbacks in keys:
            names = {"DJANGO_SECRET_KEY": key, "DJANGO_SECRET_KEY_FALLBACKS": fallbacks}
            serve = stack.enter_context(Serve(environment(DATABASE_URL=database_url, **names, **UNLIMITED)))
            edges.append(stack.enter_context(closing(Edge(serve))))
        yield edges


def renewed(edge: Edge, account: Account) -> Account:
    answer = edge.call("POST", "/auth/api/token/refresh/", body={"refresh": account.refresh})
    assert answer.status_code == 200, answer.text
    return Account(account.user, **answer.json())


def operator(edge: Edge) -> httpx.Client:
    """A browser that is signed in to the admin."""
    browser = httpx.Client(base_url=edge.program.url, trust_env=False)
    form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/admin/login/").text)
    assert form is not None
    fields = {"csrfmiddlewaretoken": form[1], "username": OPERATOR, "password": PASSWORD, "next": "/admin/"}
    assert browser.post("/admin/login/", data=fields).headers["Location"] == "/admin/"
    return browser


def visits_the_admin(browser: httpx.Client, edge: Edge) -> int:
    return browser.get(f"{edge.program.url}/admin/").status_code


def test_both_keys_open_everything_until_the_old_one_is_taken_away(database_url: str) -> None:
    given = environment(DATABASE_URL=database_url, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    words = ("createsuperuser", "--noinput", "--username", "operator", "--email", OPERATOR)
    assert manage(*words, env=given).returncode == 0

    # The first step is half done: one process has only the old key.
    with processes(database_url, (OLD, ""), (OLD, NEW), (NEW, OLD)) as (before, rotating, turned):
        idle, busy = before.register(), before.register()
        with closing(operator(before)) as browser:
            # The second step is half done: some processes sign with the old key, others with the new one.
            assert turned.play(busy, 842).status_code == 200
            busy = renewed(turned, busy)
            assert rotating.play(busy, 841).status_code == 200
            assert before.play(busy, 2).status_code == 401  # so the first step has to be complete before the second
            busy = renewed(rotating, busy)
            busy = renewed(turned, busy)
            assert [visits_the_admin(browser, edge) for edge in (rotating, turned, rotating)] == [200, 200, 200]

            # The third step: the old key has been removed.
            visits_the_admin(browser, turned)
            with processes(database_url, (NEW, "")) as (after,):
                assert after.statistics(busy)["total_games"] == 2
                assert after.statistics(renewed(after, busy))["total_games"] == 2
                assert visits_the_admin(browser, after) == 200
                assert after.play(idle, 842).status_code == 401
                refresh = after.call("POST", "/auth/api/token/refresh/", body={"refresh": idle.refresh})
                assert refresh.json()["errors"][0]["code"] == "token_not_valid"
