"""The edge starts without a certificate, and uses the certificates that the container of certificates.yml obtains."""

from __future__ import annotations

import ssl
import time

import httpx

from deploy.compose.tests.addresses import HTTP, HTTPS_ADDRESS
from deploy.compose.tests.certificates.conftest import DOMAIN
from deploy.compose.tests.stack import Stack, logs, run_in

RENEWED_WITHIN_SECONDS = 60


def shown() -> str:
    """The certificate that is sent on a new connection."""
    return ssl.get_server_certificate(HTTPS_ADDRESS)


def published(stack: Stack) -> str:
    chain = stack.exec("certificates", "cat", "/etc/nginx/tls/tls.crt")
    return chain[: chain.index("-----END CERTIFICATE-----")] + "-----END CERTIFICATE-----\n"


def start_certificates(stack: Stack, **variables: str) -> None:
    stack.up("--no-deps", "certificates", **variables)


def test_a_certificate_is_issued_and_renewed(stack: Stack) -> None:
    page = f"{HTTP}/play"
    assert httpx.get(page).status_code == 503

    start_certificates(stack)
    wait_for_redirect(page)
    first = shown()
    assert first == published(stack)
    [container] = stack.containers("certificates")
    assert run_in(container, "id", "-u").strip() == "101"
    assert container.facts["HostConfig"]["ReadonlyRootfs"]
    names = stack.exec(
        "certificates", "openssl", "x509", "-noout", "-ext", "subjectAltName", "-in", "/etc/nginx/tls/tls.crt"
    )
    assert f"DNS:{DOMAIN}" in names

    start_certificates(stack, ACME_RENEW_DAYS="10000")
    deadline = time.monotonic() + RENEWED_WITHIN_SECONDS
    while shown() == first:
        assert time.monotonic() < deadline, logs(stack.containers("certificates")[0])
        time.sleep(0.5)
    assert shown() == published(stack)


def wait_for_redirect(page: str) -> None:
    deadline = time.monotonic() + RENEWED_WITHIN_SECONDS
    while (answer := httpx.get(page)).status_code == 503:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert (answer.status_code, answer.headers["location"]) == (308, "https://localhost/play")
