"""Health checks: whether the process is running, and whether the services that it needs are available."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.log import log_response
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.openapi.examples import response_example
from core.api.shared_check import SharedCheck
from core.api.views import PublicView
from core.db.write_probe import DOWN, READ_ONLY, UP, database_states
from core.redis.client import breaker
from core.tasks.queue import broker_client

STATES = [UP, DOWN]


class HealthChecksSerializer(serializers.Serializer[Any]):
    database = serializers.ChoiceField(choices=[*STATES, READ_ONLY])
    cache = serializers.ChoiceField(choices=STATES)
    channel_layer = serializers.ChoiceField(choices=STATES)
    tasks = serializers.ChoiceField(choices=STATES)


def example(database: str, status: str) -> dict[str, Any]:
    checks = {"database": database, "cache": UP, "channel_layer": UP, "tasks": UP}
    return {"status": status, "version": "1.0.0", "build": "development", "checks": checks}


@response_example(example(UP, "healthy"))
class HealthSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["healthy", "degraded", "unhealthy"])
    version = serializers.CharField()
    build = serializers.CharField()
    checks = HealthChecksSerializer()


@response_example({"status": "alive"})
class LivenessSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["alive"])


UNHEALTHY = OpenApiResponse(
    HealthSerializer, examples=[OpenApiExample("Response", example(DOWN, "unhealthy"), response_only=True)]
)


class HealthView(PublicView):
    @extend_schema(
        operation_id="getHealth", tags=["System"], responses={200: HealthSerializer, 503: UNHEALTHY}, auth=[]
    )
    def get(self, request: Request) -> Response:
        """Report the state of the services.

        If the database is unavailable, the state is `unhealthy`. If another service is unavailable, or the database is
        read-only, the state is `degraded`.
        """
        checks = states_of_services()
        status = _status(checks)
        body = {"status": status, "version": settings.VERSION, "build": settings.BUILD_ID, "checks": checks}
        response = Response(body, status=503 if status == "unhealthy" else 200)
        log_response("", response=response, level="debug")  # so that Django doesn't log the 503 as an error
        return response


class LiveView(PublicView):
    @extend_schema(operation_id="getLiveness", tags=["System"], responses=LivenessSerializer, auth=[])
    def get(self, request: Request) -> Response:
        """Report that the process is running, without checking any service."""
        return Response({"status": "alive"})


def states_of_services() -> dict[str, str]:
    runs = [check.run() for check in CHECKS]  # these run concurrently
    database, redis_, tasks = (run.result() for run in runs)
    return {"database": database, "cache": redis_, "channel_layer": redis_, "tasks": tasks}


def _status(checks: dict[str, str]) -> str:
    if checks["database"] == DOWN:
        return "unhealthy"
    return "healthy" if set(checks.values()) == {UP} else "degraded"


def _redis_states() -> Iterator[str]:
    if settings.REDIS_URL is not None:
        breaker.run(lambda connection: connection.execute(("PING",)))
    yield UP


def _broker_states() -> Iterator[str]:
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        with broker_client() as broker:
            broker.ping()
    yield UP


CHECKS = [SharedCheck(states, failed=DOWN) for states in (database_states, _redis_states, _broker_states)]
