"""All URLs of the backend."""

from django.contrib import admin
from django.urls import include, path

from core.api import docs, health, index, metrics
from game.live.asyncapi_page import AsyncAPIView
from game.live.stream_view import StreamView

urlpatterns = [
    path("", index.IndexView.as_view(), name="index"),
    path("auth/api/", include("accounts.urls")),
    path("api/game/", include("game.api.urls")),
    path("api/game/results/stream/", StreamView.as_view(), name="results-stream"),
    path("api/schema/", docs.SchemaView.as_view(), name="schema"),
    path("api/asyncapi/", AsyncAPIView.as_view(), name="asyncapi"),
    path("api/docs/", docs.SwaggerView.as_view(), name="docs"),
    path("api/redoc/", docs.RedocView.as_view(), name="redoc"),
    path("health/", health.HealthView.as_view(), name="health"),
    path("health/live/", health.LiveView.as_view(), name="live"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]

handler400 = "core.api.error_responses.bad_request"
handler403 = "core.api.error_responses.permission_denied"
handler404 = "core.api.error_responses.not_found"
handler500 = "core.api.error_responses.server_error"
