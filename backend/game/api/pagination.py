"""Pages of results, newest first."""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import urlencode

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
PAGE_SIZE = re.compile(rf"[1-9][0-9]?|{MAX_PAGE_SIZE}")
SEQ = re.compile(r"[0-9]{1,19}")


class NewestFirst(CursorPagination):
    """The library takes any size for the nearest possible one, and skips what it cannot read in a cursor."""

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
        """Takes what `encode_cursor` makes, and nothing else."""
        given = request.query_params.get(self.cursor_query_param)
        cursor = super().decode_cursor(request)
        if cursor is None:
            return None
        position = str(cursor.position or "")
        if not given or (position and not SEQ.fullmatch(position)) or _encoded(cursor) != given:
            raise NotFound(self.invalid_cursor_message)
        return cursor


def _encoded(cursor: Cursor) -> str:
    tokens = {"o": cursor.offset or "", "r": int(cursor.reverse) or "", "p": cursor.position or ""}
    query = urlencode({name: value for name, value in tokens.items() if value != ""})
    return b64encode(query.encode()).decode()
