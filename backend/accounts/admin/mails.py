"""Emails to players in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from accounts import audit
from accounts.admin.search import of_players_found
from accounts.mail import delivery
from accounts.mail.kinds import KINDS
from accounts.models import Mail, WeeklySummarySubscription
from core.admin.confirmed import confirmed
from core.admin.read_only import ReadOnly

SENDS_AGAIN = (
    "Failed emails are sent within a minute, with new links. Waiting emails don't wait for their next attempt."
)
# A worker may be sending these emails (delivery.LEASE).
NOTHING_TO_SEND = "Nothing to do: they were sent already, or are due within two minutes."


class KindFilter(admin.SimpleListFilter):
    """Lists the kinds without querying all rows, as Django would."""

    title = parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in sorted(KINDS)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Mail]) -> QuerySet[Mail]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Mail)
class MailAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("created_at", "kind", "to", "state", "attempts", "due_at", "sent_at", "fault")
    list_filter = ("state", KindFilter)
    search_fields = ("player__email",)
    search_help_text = "Search by the start of the player's email."
    fields = (*list_display, "cause", "player", "link_used_at")
    list_select_related = ("player",)
    actions = ("send_again",)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Mail], search_term: str) -> Any:
        return of_players_found(queryset, search_term), False

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.change_mail")

    @admin.action(description="Send again", permissions=["resend"])
    @confirmed("Send these emails again?", consequence=SENDS_AGAIN, button="Send again")
    def send_again(self, request: HttpRequest, mails: QuerySet[Mail]) -> None:
        players = delivery.revive(mails)
        for player in players:
            audit.record("email.sent_again", player=player)
        count = len(players)
        text = ngettext("%d email will be sent within a minute.", "%d emails will be sent within a minute.", count)
        self.message_user(request, text % count if count else NOTHING_TO_SEND)


@admin.register(WeeklySummarySubscription)
class WeeklySummarySubscriptionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("player", "subscribed_at")
    list_select_related = ("player",)
