from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.http import HttpRequest, JsonResponse
from rest_framework import generics, serializers

from benchmarks.peers.drf_channels.models import Play


class PlaySerializer(serializers.ModelSerializer[Play]):
    class Meta:
        model = Play
        fields = ["id", "number"]


class PlayView(generics.CreateAPIView[Play]):
    queryset = Play.objects.all()
    serializer_class = PlaySerializer

    def perform_create(self, serializer: serializers.BaseSerializer[Play]) -> None:
        play = serializer.save(player=self.request.user)
        message = {"type": "play.created", "play": serializer.data}
        async_to_sync(get_channel_layer().group_send)(f"player-{play.player_id}", message)


def live(_: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})
