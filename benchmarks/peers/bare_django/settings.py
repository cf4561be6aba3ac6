"""Minimal Django settings, with the same database and Redis."""

import os

from benchmarks.peers.django_database import databases

SECRET_KEY = os.environ["SECRET_KEY"]
REDIS_URL = os.environ["REDIS_URL"]
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.peers.bare_django.app"
WSGI_APPLICATION = "benchmarks.peers.bare_django.app.application"
MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []
LOGGING_CONFIG = None
USE_TZ = True
DATABASES = databases(CONN_MAX_AGE=60)
