"""Serves HTTP and WebSockets with one Daphne process."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Serve HTTP and WebSockets from one process. SIGTERM and SIGINT let it finish requests in flight."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        from daphne.endpoints import build_endpoint_description_strings
        from django.conf import settings

        from core.servers.socket_server import SocketServer  # installs Twisted's reactor
        from core.servers.sqlite_connection import kept_open
        from core.tasks.background import background
        from core.tasks.queue import sweep_here

        application = import_string(settings.ASGI_APPLICATION.replace(":", "."))
        endpoints = build_endpoint_description_strings(host=host, port=port)
        background.put(sweep_here)
        self.stdout.write(f"Serving on http://{host}:{port}/")
        with kept_open():
            SocketServer(application, endpoints).run()
