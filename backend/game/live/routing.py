from django.urls import path

from game.live.consumers import GameConsumer

STREAM_PATH = "/api/game/results/stream/"

websocket_urlpatterns = [path("ws/game/", GameConsumer.as_asgi())]
