"""All emails can be previewed without sending one."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.languages import TEXTS
from accounts.mail.kinds import KINDS


def test_every_mail_is_written_as_text_and_as_html(tmp_path: Path) -> None:
    call_command("preview_mails", str(tmp_path / "mails"), verbosity=0)

    files = {path.name: path.read_text() for path in (tmp_path / "mails").iterdir()}
    assert set(files) == {f"{kind}.{of}.{to}" for kind in KINDS for of in TEXTS for to in ("txt", "html")}
    for name, text in files.items():
        kind, language, _ = name.split(".")
        assert TEXTS[language][kind]["subject"] in text.replace("&#x27;", "'")
        assert ("#token=" in text) == (KINDS[kind].purpose is not None or KINDS[kind].is_subscribed)
        assert "{{" not in text
        assert "{%" not in text
        assert "ada" in text


def test_a_value_without_an_example_is_shown_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEXTS["en"]["new_device"], "paragraphs", ["Unused since {date}."])

    call_command("preview_mails", str(tmp_path), verbosity=0)

    assert "\nUnused since date.\n" in (tmp_path / "new_device.en.txt").read_text()
