from django.urls import path

from game.live.consumers import GameConsumer

websocket_urlpatterns = [path("ws/game/", GameConsumer.as_asgi())]
