"""One view, which verifies the token, inserts one row, publishes one message, and responds."""

import json
import os

import jwt
import redis
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.floor.settings")

INSERT = "INSERT INTO floor (player_id, number) VALUES (%s, %s)"

application = get_wsgi_application()
client = redis.Redis.from_url(str(settings.REDIS_URL))


def play(request: HttpRequest) -> JsonResponse:
    token = request.headers["Authorization"].removeprefix("Bearer ")
    player = int(jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"])["user_id"])
    number = json.loads(request.body)["number"]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [player, number])
        answer = {"id": cursor.lastrowid, "number": number}
    client.publish(f"floor.{player}", json.dumps(answer))
    return JsonResponse(answer)


def live(_: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})


urlpatterns = [path("api/game/play/", play), path("health/live/", live)]
