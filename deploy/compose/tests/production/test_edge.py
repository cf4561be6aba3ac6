"""The edge as seen from outside, over TLS."""

from __future__ import annotations

import ssl

import httpx

from deploy.compose.tests import stack as docker
from deploy.compose.tests.addresses import HTTP, HTTPS
from deploy.compose.tests.stack import Stack


def test_http_leads_to_https(stack: Stack) -> None:
    redirect = httpx.get(f"{HTTP}/play?a=b")

    assert redirect.status_code == 308
    assert redirect.headers["location"] == "https://localhost/play?a=b"


def test_all_that_is_behind_the_edge_answers(stack: Stack, trust: ssl.SSLContext) -> None:
    with httpx.Client(base_url=HTTPS, verify=trust, follow_redirects=True) as browser:
        health = browser.get("/health/").json()
        page = browser.get("/login")
        admin = browser.get("/admin/")
        inside = [browser.get(path).status_code for path in ("/metrics", "/flower/")]

    assert (health["status"], health["build"]) == ("healthy", "smoke")
    assert page.status_code == 200
    assert "NumberPlay" in page.text
    assert "max-age" in page.headers["strict-transport-security"]
    assert admin.status_code == 200
    assert inside == [404, 404]


def test_the_edge_starts_without_deprecated_directives(stack: Stack) -> None:
    [edge] = stack.containers("nginx")
    assert "deprecated" not in docker.logs(edge)


def test_a_person_registers_plays_and_signs_out_in_a_browser(stack: Stack) -> None:
    docker.browse(HTTPS)
