"""Migrates, and creates the players whose ids are on standard input, because simplejwt loads the user of each token."""

import os
import sys

import django
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.peers.drf_channels.settings"
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402  after Django's setup

User.objects.bulk_create([User(id=int(line), username=f"player{line.strip()}") for line in sys.stdin])
