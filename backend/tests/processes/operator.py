"""An operator in the admin of a running process, with a browser's cookies and forms."""

from __future__ import annotations

import re
import secrets

import httpx

from tests.processes.players import PASSWORD
from tests.processes.programs import WebProgram, manage


class Operator:
    def __init__(self, program: WebProgram) -> None:
        name = f"operator_{secrets.token_hex(4)}"
        email = f"{name}@example.com"
        more = {"DJANGO_SUPERUSER_PASSWORD": PASSWORD, "PYTHONWARNINGS": "ignore"}
        options = ["--no-input", "--username", name, "--email", email]
        done = manage("createsuperuser", *options, env={**program.env, **more})
        assert done.returncode == 0, done.stderr
        self._client = httpx.Client(base_url=program.url, trust_env=False, timeout=15)
        answer = self._send("/admin/login/", {"username": email, "password": PASSWORD, "next": "/admin/"})
        assert answer.status_code == 302, answer.text

    def deactivate(self, player_id: int) -> None:
        answer = self._send(
            "/admin/accounts/user/", {"action": "block", "_selected_action": str(player_id), "confirmed": "yes"}
        )
        assert answer.status_code == 302, answer.text

    def close(self) -> None:
        self._client.close()

    def _send(self, path: str, form: dict[str, str]) -> httpx.Response:
        page = self._client.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token is not None, page.text
        return self._client.post(path, data={**form, "csrfmiddlewaretoken": token.group(1)})
