"""Pages of results, newest first."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any
from urllib.parse import urlencode

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from game.positions import SEQ

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
PAGE_SIZE = re.compile(rf"[1-9][0-9]?|{MAX_PAGE_SIZE}")


class NewestFirst(CursorPagination):
    """Refuses page sizes and cursors that DRF would silently replace or partly ignore."""

    ordering = "-seq"
    page_size = DEFAULT_PAGE_SIZE
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get(self.page_size_query_param)
        if given is None:
            return DEFAULT_PAGE_SIZE
        if not PAGE_SIZE.fullmatch(given):
            raise ValidationError({"page_size": f"Use a whole number from 1 to {MAX_PAGE_SIZE}."}, "invalid")
        return int(given)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Accepts only what `encode_cursor` returns."""
        given = request.query_params.get(self.cursor_query_param)
        cursor = super().decode_cursor(request)
        if cursor is None:
            return None
        position = str(cursor.position or "")
        if not given or (position and not SEQ.fullmatch(position)) or _encoded(cursor) != given:
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """Paginates all of a player's plays, or only wins or losses."""
        cursor = self.decode_cursor(request)
        if cursor and cursor.position and "result" not in request.query_params:
            near = queryset.filter(**_other_bound(cursor, self.get_page_size(request)))
            page: list[Any] | None = super().paginate_queryset(near, request, view)
            if self.has_previous if cursor.reverse else self.has_next:
                return page  # otherwise the cursor may be beyond the newest play
        return super().paginate_queryset(queryset, request, view)


def _other_bound(cursor: Cursor, size: int) -> dict[str, int]:
    """Returns the bound of a page on its far side, because MariaDB may scan open ranges (see `game.selectors`)."""
    position, reach = int(cursor.position or 0), cursor.offset + size + 1
    return {"seq__lte": position + reach} if cursor.reverse else {"seq__gte": position - reach}


def _encoded(cursor: Cursor) -> str:
    tokens = {"o": cursor.offset or "", "r": int(cursor.reverse) or "", "p": cursor.position or ""}
    query = urlencode({name: value for name, value in tokens.items() if value != ""})
    return b64encode(query.encode()).decode()
