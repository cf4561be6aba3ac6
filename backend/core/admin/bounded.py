"""Keeps the cost of the admin's pages the same however large the tables are; `operations.admin_site` applies it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

LISTED = 1000  # rows that a list leads to; a search or a filter finds the others
PER_PAGE = 50


def count_at_most(rows: QuerySet[Any], limit: int) -> int:
    return rows.order_by()[:limit].count()


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    @cached_property
    def count(self) -> int:
        return count_at_most(self.object_list, LISTED)  # type: ignore[arg-type]


class BoundedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    paginator = BoundedPaginator
    list_per_page = list_max_show_all = PER_PAGE
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_sortable_by(self, request: HttpRequest) -> Any:
        """What the class names, as an index has to exist for it; Django would sort by any column."""
        return self.sortable_by or ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What the page's own filters ask for; Django would take any lookup of any column."""
        return lookup.removesuffix("__exact") in {
            getattr(entry, "parameter_name", entry) for entry in self.get_list_filter(request)
        }

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        try:
            return super().get_object(request, object_id, from_field)
        except OverflowError:  # beyond what the column holds
            return None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """An action is for the rows that were ticked, never for all that match."""
        form = request.POST.copy()
        form["select_across"] = "0"
        form.setlist(
            ACTION_CHECKBOX_NAME, [text for text in form.getlist(ACTION_CHECKBOX_NAME) if self._is_key(str(text))]
        )
        request.POST = form  # type: ignore[assignment]
        return super().changelist_view(request, extra_context)

    def _is_key(self, text: str) -> bool:
        key = self.opts.pk
        try:
            key.run_validators(key.to_python(text))
        except ValidationError:
            return False
        return True
