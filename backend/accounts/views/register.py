"""Registration over HTTP, for `accounts.services`."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import languages, services
from accounts.passwords.queue import hashing_queue
from accounts.serializers import RegisterSerializer, SignInSerializer
from accounts.sessions import responses
from accounts.views import errors
from accounts.views.helpers import refuse_taken_names, validated
from core.api.openapi.errors import error_response
from core.api.throttling import AddressThrottle
from core.api.views import PublicView


class RegisterView(PublicView):
    rate_scope = "register"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="register",
        tags=["Account"],
        request=RegisterSerializer,
        responses={
            201: SignInSerializer,
            400: error_response(errors.taken_names("username", "email"), errors.common_password()),
        },
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Create an account and sign in."""
        hashing_queue.refuse_flood()
        data = validated(RegisterSerializer(data=request.data))
        names = {"username": data["username"], "email": data["email"]}
        refuse_taken_names(services.taken(**names))
        try:
            user, session = services.register(
                **names,
                password=data["password"],
                language=data.get("language") or languages.preferred(request.headers.get("Accept-Language", "")),
                device=responses.device_of(request),
            )
        except services.NameTaken as taken:
            refuse_taken_names(taken.fields)
            raise
        return responses.token_response(session, browser="client" in data, user=user, status=201)
