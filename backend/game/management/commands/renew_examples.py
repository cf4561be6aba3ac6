"""Updates the examples of results in documents."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.api.renderers import dumps
from game.models import Recorded
from game.representations import result_of

PLAY = Recorded(
    pk=1,
    player_id=1,
    seq=1,
    number=842,
    result="win",
    prize=Decimal(421),
    played_at=datetime(2026, 11, 23, 20, tzinfo=UTC),
    key_digest=None,
)
OF_A_FRAME = ("key", "replayed")
COMPACT = (",", ":")  # as the server sends it

_OBJECT = re.compile(r'\{("type": "game_result", )?"id": ?1,[^{}\n]*\}')


class Command(BaseCommand):
    help = "Update the examples of results in these documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("documents", nargs="+", type=Path)

    def handle(self, *args: Any, documents: list[Path], **options: Any) -> None:
        for document in documents:
            document.write_text(renewed(document.read_text()))


def renewed(text: str) -> str:
    """Replaces each example with the same play. Frames keep their type, key and `replayed`."""
    result = json.loads(dumps(result_of(PLAY)))

    def renew(example: re.Match[str]) -> str:
        frame = json.loads(example[0])
        head = {"type": frame["type"]} if "type" in frame else {}
        extra = {name: frame[name] for name in OF_A_FRAME if name in frame}
        return json.dumps({**head, **result, **extra}, separators=COMPACT if '"id":1' in example[0] else None)

    return _OBJECT.sub(renew, text)
