import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peers.drf_channels.settings")
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  after Django's setup
from django.urls import path  # noqa: E402

from benchmarks.peers.drf_channels.authentication import TokenMiddleware  # noqa: E402
from benchmarks.peers.drf_channels.consumers import PlayConsumer  # noqa: E402

application = ProtocolTypeRouter(
    {"http": http, "websocket": TokenMiddleware(URLRouter([path("ws/game/", PlayConsumer.as_asgi())]))}
)
