"""A player's plays, wins and points by day and week."""

from __future__ import annotations

from datetime import date
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from core.api.fields import ExactDecimalField
from core.api.openapi.errors import error_response
from core.api.openapi.examples import response_example
from core.api.views import PrivateView
from game.api.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, NewestFirst
from game.representations import EXAMPLE
from game.summaries.reading import summaries_of
from game.summaries.totals import DAY, DAYS_PER_PERIOD

PERIOD, BEFORE = "period", "before"
SUMMARY = {"start": EXAMPLE.played_at.date().isoformat(), "plays": 2, "wins": 1, "points": EXAMPLE.prize}


@response_example(SUMMARY)
class SummarySerializer(serializers.Serializer[Any]):
    start = serializers.DateField(help_text="The day, or the Monday on which the week begins, in UTC.")
    plays = serializers.IntegerField(min_value=1)
    wins = serializers.IntegerField(min_value=0)
    points = ExactDecimalField()


@response_example({"period": DAY, "seq": 7, "next": None, "summaries": [SUMMARY]})
class SummaryPageSerializer(serializers.Serializer[Any]):
    """Newest first. Days and weeks without plays are omitted."""

    period = serializers.ChoiceField(choices=list(DAYS_PER_PERIOD))
    seq = serializers.IntegerField(min_value=0, help_text="Newest play included. All plays before it are included too.")
    next = serializers.URLField(allow_null=True)
    summaries = SummarySerializer(many=True)


def invalid_period() -> ValidationError:
    return ValidationError({PERIOD: f"Use {' or '.join(DAYS_PER_PERIOD)}."}, "invalid_choice")


def invalid_before() -> ValidationError:
    return ValidationError({BEFORE: "Use a date such as 2026-01-31."}, "invalid")


class SummariesView(PrivateView):
    @extend_schema(
        operation_id="listSummaries",
        tags=["Game"],
        responses={200: SummaryPageSerializer, 400: error_response(invalid_period(), invalid_before())},
        parameters=[
            OpenApiParameter(PERIOD, enum=list(DAYS_PER_PERIOD), default=DAY),
            OpenApiParameter(BEFORE, OpenApiTypes.DATE, description="Only days or weeks that start before this date."),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
            ),
        ],
    )
    def get(self, request: Request) -> Response:
        """List plays, wins and points by day or by ISO week, in UTC."""
        period, before, limit = _period(request), _before(request), NewestFirst().get_page_size(request)
        page = summaries_of(self.owner_id, period=period, before=before, limit=limit)
        address = request.build_absolute_uri()
        following = page.following and replace_query_param(address, BEFORE, page.following.isoformat())
        summaries = [{"start": start.isoformat(), **vars(totals)} for start, totals in page.periods.items()]
        return Response({"period": period, "seq": page.seq, "next": following, "summaries": summaries})


def _period(request: Request) -> str:
    period = request.query_params.get(PERIOD, DAY)
    if period not in DAYS_PER_PERIOD:
        raise invalid_period()
    return str(period)


def _before(request: Request) -> date | None:
    text = request.query_params.get(BEFORE)
    try:
        day = date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise invalid_before() from None
    if day and day.isoformat() != text:  # Python also accepts 20260131 and 2026-W05-6
        raise invalid_before()
    return day
