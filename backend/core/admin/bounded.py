"""Keeps the cost of admin pages constant as tables grow. `operations.admin_site` applies this to all models."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

MAX_LISTED = 1000  # the maximum number of rows in pages; searches and filters find the others
PER_PAGE = 50


def count_at_most(rows: QuerySet[Any], limit: int) -> int:
    return rows.order_by()[:limit].count()


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    @cached_property
    def count(self) -> int:
        return count_at_most(self.object_list, MAX_LISTED)  # type: ignore[arg-type]


class BoundedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    paginator = BoundedPaginator
    list_per_page = list_max_show_all = PER_PAGE
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_sortable_by(self, request: HttpRequest) -> Any:
        """Allows sorting only by the columns that the class lists, because each needs an index. Django would allow any
        column.
        """
        return self.sortable_by or ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allows only the lookups of the page's filters. Django would allow many more, without an index."""
        return lookup.removesuffix("__exact") in {
            getattr(entry, "parameter_name", entry) for entry in self.get_list_filter(request)
        }

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        try:
            return super().get_object(request, object_id, from_field)
        except OverflowError:  # the value is outside the column's range
            return None

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offers only the permissions for models that the admin shows, because no others have an effect."""
        if db_field.related_model is Permission:
            types = ContentType.objects.get_for_models(*self.admin_site._registry).values()
            kwargs["queryset"] = Permission.objects.filter(content_type__in=types)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Limits actions to the selected rows; "select all matching" is never honored."""
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
