"""The game over HTTP. Translates requests and responses; `game.services` and `game.selectors` do the work."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework.exceptions import APIException, AuthenticationFailed, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.openapi.errors import error_response
from core.api.openapi.examples import as_json
from core.api.views import PrivateView, PublicView
from core.middleware import arrival
from game import idempotency, rules, selectors, services
from game.api.csv_download import csv_example, csv_response
from game.api.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, NewestFirst
from game.api.serializers import (
    RESULT_PAGE,
    RESULTS_SINCE,
    PlaySerializer,
    ResultPageSerializer,
    ResultsSinceSerializer,
    RulesSerializer,
    StatisticsSerializer,
    rules_of_the_game,
)
from game.api.since import SINCE, invalid_since, results_since
from game.positions import SEQ_SCHEMA
from game.representations import ResultSerializer, result_of

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": idempotency.MAX_KEY_LENGTH, "pattern": "^[ -~]+$"},
    OpenApiParameter.HEADER,
    description="Repeating a request with the same key and body returns the stored response without playing again.",
)
REPLAYED = OpenApiParameter(
    "Idempotent-Replayed",
    OpenApiTypes.BOOL,
    OpenApiParameter.HEADER,
    response=[200],
    description="Sent only with a stored response.",
)
CSV = OpenApiResponse(
    OpenApiTypes.STR, description="All results as CSV.", examples=[OpenApiExample("Response", csv_example())]
)
CURSOR = {"type": "string", "minLength": 4, "pattern": "^[A-Za-z0-9+/]+={0,2}$"}


class KeyReused(APIException):
    status_code = 422
    default_code = "idempotency_key_reused"
    default_detail = "This idempotency key was used with a different number."


def invalid_key() -> ValidationError:
    detail = f"A key must have 1 to {idempotency.MAX_KEY_LENGTH} printable ASCII characters."
    return ValidationError({"Idempotency-Key": detail}, "invalid")


def invalid_filter() -> ValidationError:
    return ValidationError({"result": f"Use {rules.WIN} or {rules.LOSE}."}, "invalid_choice")


class PlayView(PrivateView):
    rate_scope = "play"

    @extend_schema(
        operation_id="play",
        tags=["Game"],
        request=PlaySerializer,
        responses={200: ResultSerializer, 400: error_response(invalid_key()), 422: error_response(KeyReused())},
        parameters=[IDEMPOTENCY_KEY, REPLAYED],
    )
    def post(self, request: Request) -> HttpResponse:
        """Play a number."""
        key = _idempotency_key(request)
        number = _number(request.data)
        asked = request._request.admission.asked  # type: ignore[attr-defined]
        try:
            played = arrival.outcome() or services.play(self.owner_id, number, key=key, asked=asked)
        except services.KeyReused:
            raise KeyReused from None
        except services.NoSuchPlayer:
            raise AuthenticationFailed("This account no longer exists.", "session_ended") from None
        return _json_response(played.result, {"Idempotent-Replayed": "true"} if played.replayed else None)


class HistoryView(PrivateView):
    @extend_schema(
        operation_id="listRecentResults", tags=["Game"], responses=ResultSerializer(many=True), filters=False
    )
    def get(self, request: Request) -> HttpResponse:
        """Return the last three results, newest first."""
        lines = selectors.game_of(self.owner_id).lines
        return _json_response(b"[" + b",".join(lines) + b"]")


class StatisticsView(PrivateView):
    @extend_schema(operation_id="getStatistics", tags=["Game"], responses=StatisticsSerializer)
    def get(self, request: Request) -> HttpResponse:
        """Return statistics over all plays."""
        return _json_response(selectors.game_of(self.owner_id).head)


RESULTS = OpenApiResponse(
    PolymorphicProxySerializer(
        "Results", serializers=[ResultPageSerializer, ResultsSinceSerializer], resource_type_field_name=None
    ),
    examples=[
        OpenApiExample("A page", as_json(RESULT_PAGE)),
        OpenApiExample("The results after a seq", as_json(RESULTS_SINCE)),
    ],
)


class ResultsView(PrivateView):
    pagination_class = NewestFirst

    @extend_schema(
        operation_id="listResults",
        tags=["Game"],
        responses={
            200: RESULTS,
            400: error_response(invalid_filter(), invalid_since()),
            404: error_response(NotFound(NewestFirst.invalid_cursor_message)),
        },
        parameters=[
            OpenApiParameter("result", enum=[rules.WIN, rules.LOSE], description="Only wins or only losses."),
            OpenApiParameter(
                "cursor", CURSOR, description="A cursor from `next` or `previous`. Any other value returns a 404."
            ),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
            ),
            OpenApiParameter(
                SINCE,
                SEQ_SCHEMA,
                description="Only results after this `seq`, oldest first. Can't be combined with `cursor` or `result`.",
            ),
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        """List all results in pages, newest first, or the results after a `seq`, oldest first."""
        if SINCE in request.query_params:
            return _json_response(results_since(request, self.owner_id))
        paginator = NewestFirst()
        plays = selectors.plays_of(self.owner_id, result=_result_filter(request))
        page: Any = paginator.paginate_queryset(plays, request, self)
        return paginator.get_paginated_response([result_of(play) for play in page])


class ExportView(PrivateView):
    @extend_schema(operation_id="exportResults", tags=["Game"], responses={(200, "text/csv"): CSV})
    def get(self, request: Request) -> HttpResponseBase:
        """Download all results as CSV, newest first."""
        return csv_response(request._request, self.owner_id)


class RulesView(PublicView):
    @extend_schema(operation_id="getRules", tags=["Game"], responses=RulesSerializer, auth=[])
    def get(self, request: Request) -> Response:
        """Return the range, the parity rule and the prize bands."""
        return Response(rules_of_the_game())

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=300"
        return response


def _json_response(json: bytes, headers: dict[str, str] | None = None) -> HttpResponse:
    """Returns a response for a body that is already JSON."""
    return HttpResponse(json, content_type="application/json", headers=headers)


def _number(data: Any) -> int:
    """Runs the serializer only to describe errors, because it takes as long as the statements of a play."""
    number = data.get("number") if isinstance(data, dict) else None
    if rules.is_valid(number):
        return number
    serializer = PlaySerializer(data=data)
    serializer.is_valid(raise_exception=True)
    return int(serializer.validated_data["number"])


def _result_filter(request: Request) -> str | None:
    result = request.query_params.get("result")
    if result not in (None, rules.WIN, rules.LOSE):
        raise invalid_filter()
    return result


def _idempotency_key(request: Request) -> str | None:
    key = request._request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is not None and not idempotency.is_key(key):
        raise invalid_key()
    return key
