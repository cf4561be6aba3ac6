"""Is it alive, and does it have what it needs?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Public
from core.queue import broker_client
from core.redis import breaker

UP = "up"
DOWN = "down"
STATES = [UP, DOWN]


class ChecksSerializer(serializers.Serializer[Any]):
    database = serializers.ChoiceField(choices=STATES)
    cache = serializers.ChoiceField(choices=STATES)
    channel_layer = serializers.ChoiceField(choices=STATES)
    tasks = serializers.ChoiceField(choices=STATES)


class HealthSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["healthy", "degraded", "unhealthy"])
    version = serializers.CharField()
    build = serializers.CharField()
    checks = ChecksSerializer()


class LiveSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["alive"])


class HealthView(Public):
    @extend_schema(responses={200: HealthSerializer, 503: HealthSerializer}, auth=[])
    def get(self, request: Request) -> Response:
        """Without the database nothing works; without the others the game goes on."""
        shared = _state(_redis)
        checks = {"database": _state(_database), "cache": shared, "channel_layer": shared, "tasks": _state(_broker)}
        status = _judged(checks)
        body = {"status": status, "version": settings.VERSION, "build": settings.BUILD_ID, "checks": checks}
        return Response(body, status=503 if status == "unhealthy" else 200)


class LiveView(Public):
    @extend_schema(responses=LiveSerializer, auth=[])
    def get(self, request: Request) -> Response:
        """Touches nothing."""
        return Response({"status": "alive"})


def _judged(checks: dict[str, str]) -> str:
    if checks["database"] == DOWN:
        return "unhealthy"
    return "degraded" if DOWN in checks.values() else "healthy"


def _state(check: Callable[[], object]) -> str:
    try:
        check()
    except Exception:  # whatever is wrong with a service, the answer is that it is down
        return DOWN
    return UP


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    if settings.REDIS_URL is not None:
        breaker.run(lambda line: line.ask(("PING",)))


def _broker() -> None:
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        with broker_client() as broker:
            broker.ping()
