"""The ASGI application: WebSockets and event streams, and all of HTTP if a single process serves everything."""

import os

from django.core.asgi import get_asgi_application

from config.processes import roles

roles.declare(roles.Role.SOCKET)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  after Django's setup
from django.urls import re_path  # noqa: E402

from accounts.sessions.socket_auth import auth_middleware, authenticate_stream  # noqa: E402
from config.checks import refuse_invalid_configuration  # noqa: E402
from core.middleware import liveness, origins  # noqa: E402
from core.middleware.django_requests import Utf8ASGIRequest  # noqa: E402
from core.servers.event_streams import EventStreams  # noqa: E402
from game.live.routing import STREAM_PATH, websocket_urlpatterns  # noqa: E402
from game.live.stream import ResultStream  # noqa: E402

http.request_class = Utf8ASGIRequest
refuse_invalid_configuration()

# Without a catch-all route, URLRouter raises for unknown paths.
unknown_path = re_path("", origins.refuse_unknown_path)  # type: ignore[arg-type]  # an ASGI application
sockets = URLRouter([*websocket_urlpatterns, unknown_path])
alive = liveness.on_event_loop(http, "/health/live/")
streams = EventStreams(http, alive, STREAM_PATH, ResultStream, authenticate_stream)
application = ProtocolTypeRouter({"http": streams, "websocket": origins.guard(auth_middleware(sockets))})
