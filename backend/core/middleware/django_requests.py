"""Django's request classes, but they always decode UTF-8. Django accepts any Python codec as a charset, even `hex`."""

from __future__ import annotations

from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

from core.http import content_types


class _Utf8(HttpRequest):
    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = content_types.parse(meta.get("CONTENT_TYPE", ""))
        if not self.content_type:
            meta["CONTENT_TYPE"] = ""  # for other code that parses it


class Utf8WSGIRequest(_Utf8, WSGIRequest):
    pass


class Utf8ASGIRequest(_Utf8, ASGIRequest):
    pass
