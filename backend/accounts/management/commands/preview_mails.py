"""Writes every email as a player would receive it, for viewing in a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

from django.core.management.base import BaseCommand

from accounts.languages import TEXTS
from accounts.mail.kinds import KINDS
from accounts.mail.messages import message_of
from accounts.models import Mail, User

FACTS = {
    "username": "ada",
    "address": "new@example.com",
    "ip": "192.0.2.7",
    "user_agent": "Firefox on Linux",
    "second_factor": "removed",
    "first": "2026-01-26",
    "last": "2026-02-01",
    "plays": "54",
    "wins": "32",
    "points": "17240.5",
}


class Command(BaseCommand):
    help = "Write every email to a directory, in every language, as text and as HTML. Nothing is sent or stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        for language, kind in product(TEXTS, KINDS):
            player = User(pk=1, username=FACTS["username"], email="ada@example.com", language=language)
            facts = facts_of(TEXTS[language][kind])
            message = message_of(Mail(kind=kind, player=player, to=player.email, facts=facts))
            (directory / f"{kind}.{language}.txt").write_text(f"Subject: {message.subject}\n\n{message.body}")
            (directory / f"{kind}.{language}.html").write_text(str(message.alternatives[0][0]))
        self.stdout.write(f"Wrote {len(KINDS) * len(TEXTS)} emails to {directory}")


def facts_of(section: dict[str, Any]) -> dict[str, str]:
    """A value that has no example is shown by its name."""
    texts = [entry if isinstance(entry, str) else entry["text"] for entry in section["paragraphs"]]
    names = [name for text in texts for _, name, _, _ in Formatter().parse(text) if name]
    return {**dict(zip(names, names, strict=True)), **FACTS}
