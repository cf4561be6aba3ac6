from django.urls import path

from benchmarks.peers.drf_channels.views import PlayView, live

urlpatterns = [path("api/game/play/", PlayView.as_view()), path("health/live/", live)]
