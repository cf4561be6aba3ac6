"""Prints or writes the AsyncAPI document."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from drf_spectacular.renderers import OpenApiYamlRenderer

from game.live.asyncapi import document


class Command(BaseCommand):
    help = "Print the AsyncAPI document of the WebSocket as YAML, or write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path)

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        text = OpenApiYamlRenderer().render(document()).decode()  # type: ignore[no-untyped-call]
        if file is None:
            self.stdout.write(text)
        else:
            file.write_text(text)
