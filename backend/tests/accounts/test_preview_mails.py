"""All emails can be previewed without sending one."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command

from accounts.mail.kinds import KINDS


def test_every_mail_is_written_as_text_and_as_html(tmp_path: Path) -> None:
    call_command("preview_mails", str(tmp_path / "mails"), verbosity=0)

    files = {path.name: path.read_text() for path in (tmp_path / "mails").iterdir()}
    assert set(files) == {f"{kind}.{ending}" for kind in KINDS for ending in ("txt", "html")}
    for name, text in files.items():
        kind = KINDS[name.partition(".")[0]]
        assert kind.subject in text
        assert ("#token=" in text) == (kind.purpose is not None)
        assert "{{" not in text
        assert "{%" not in text
        assert "ada" in text
