"""Players in the admin, with one page that shows everything about a player."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from accounts.admin.players import PlayerAdmin
from accounts.models import User
from operations import player_overview


class PlayerList(ChangeList):
    def url_for_result(self, result: Any) -> str:
        return reverse("admin:accounts_user_overview", args=[result.pk])


@admin.register(User)
class PlayerWithOverviewAdmin(PlayerAdmin):
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PlayerList

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.overview)
        return [path("<path:object_id>/overview/", view, name="accounts_user_overview"), *super().get_urls()]

    def overview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Shows the sessions, plays, emails and audit events that the operator may see."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        player = self.get_object(request, object_id)
        if not isinstance(player, User):
            return HttpResponseRedirect(reverse("admin:accounts_user_changelist"))
        context = {
            **self.admin_site.each_context(request),
            **player_overview.of(player, request.user),
            "title": player.username,
            "opts": self.opts,
            "original": player,
            "may_change": self.has_change_permission(request, player),
        }
        return TemplateResponse(request, "operations/player.html", context)
