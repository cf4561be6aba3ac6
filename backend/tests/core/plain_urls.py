"""Ordinary Django REST framework views, which use nothing from this project."""

from __future__ import annotations

from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class Plain(APIView):
    permission_classes = [AllowAny]

    def get(self, request: Request) -> Response:
        return Response({"player": request.user and request.user.pk})


class Authenticated(APIView):
    def get(self, request: Request) -> Response:
        return Response({"player": request.user.pk})


urlpatterns = [path("plain/", Plain.as_view()), path("authenticated/", Authenticated.as_view())]
handler404 = "core.api.error_responses.not_found"
