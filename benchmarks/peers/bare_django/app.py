"""One view, which verifies the token, checks the number, inserts one row, publishes one message, and responds."""

import json
import os

import jwt
import redis
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peers.bare_django.settings")

INSERT = "INSERT INTO plays (player_id, number) VALUES (%s, %s)"

application = get_wsgi_application()
client = redis.Redis.from_url(str(settings.REDIS_URL))


def play(request: HttpRequest) -> JsonResponse:
    token = request.headers["Authorization"].removeprefix("Bearer ")
    try:
        player = int(jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"])["user_id"])
    except jwt.InvalidTokenError:
        return JsonResponse({"detail": "invalid token"}, status=401)
    number = json.loads(request.body)["number"]
    if type(number) is not int or not 1 <= number <= 9999:
        return JsonResponse({"detail": "invalid number"}, status=400)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [player, number])
        answer = {"id": cursor.lastrowid, "number": number}
    client.publish(f"bare-django.{player}", json.dumps(answer))
    return JsonResponse(answer)


def live(_: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})


urlpatterns = [path("api/game/play/", play), path("health/live/", live)]
