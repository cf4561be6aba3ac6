"""Fills an empty system with players, plays and other rows that operators look for."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from operations.demo.people import (
    DOMAIN,
    OPERATOR,
    PASSWORD,
    PEOPLE,
    VIEWER,
    create_operators,
    create_players,
    email_of,
)
from operations.demo.plays import create_plays
from operations.demo.traces import create_traces


class Command(BaseCommand):
    help = "Add players with thousands of plays over six months, and two operators. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--beside-other-accounts",
            action="store_true",
            help="also if there are accounts that don't belong to the demo",
        )

    def handle(self, *args: Any, beside_other_accounts: bool, **options: Any) -> None:
        if settings.ENV.production:
            raise CommandError("The demo's password is public, so it can't be added with DJANGO_ENV=production.")
        accounts = User.objects.filter(email__endswith=f"@{DOMAIN}")
        if accounts.exists():
            self.stdout.write("The demo already exists. Nothing was changed.")
        else:
            self._add(allowed=beside_other_accounts)
        self._describe()

    def _add(self, *, allowed: bool) -> None:
        others = User.objects.count()
        if others and not allowed:
            raise CommandError(f"There are accounts already ({others}). To add the demo, use --beside-other-accounts.")
        now = timezone.now()
        with transaction.atomic():
            players = create_players(now)
            count = create_plays(players, now)
            create_traces(players, create_operators(), now)
        self.stdout.write(f"Added {len(players)} players with {count} plays, and two operators.")

    def _describe(self) -> None:
        for what, names in (("Players", [person.name for person in PEOPLE]), ("Operators", [OPERATOR, VIEWER])):
            self.stdout.write(f"{what}: {', '.join(email_of(name) for name in names)}")
        self.stdout.write(f"Password of each: {PASSWORD}")
        self.stdout.write("mallory is blocked, and viewer can only view.")
