"""Every address of the backend."""

from django.contrib import admin
from django.urls import include, path

from core import documents, health, index, metrics_view
from game.asyncapi import AsyncAPIView

urlpatterns = [
    path("", index.IndexView.as_view(), name="index"),
    path("auth/api/", include("accounts.urls")),
    path("api/game/", include("game.urls")),
    path("api/schema/", documents.SchemaView.as_view(), name="schema"),
    path("api/asyncapi/", AsyncAPIView.as_view(), name="asyncapi"),
    path("api/docs/", documents.SwaggerView.as_view(), name="docs"),
    path("api/redoc/", documents.RedocView.as_view(), name="redoc"),
    path("health/", health.HealthView.as_view(), name="health"),
    path("health/live/", health.LiveView.as_view(), name="live"),
    path("metrics", metrics_view.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]

handler400 = "core.error_answers.bad_request"
handler403 = "core.error_answers.permission_denied"
handler404 = "core.error_answers.not_found"
handler500 = "core.error_answers.server_error"
