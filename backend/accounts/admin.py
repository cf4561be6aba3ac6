"""Players, their sessions and their emails in the admin."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from accounts import audit, services
from accounts.mail import delivery
from accounts.mail.kinds import KINDS
from accounts.models import Mail, Session, User, WeeklySummarySubscription
from accounts.sessions import lifecycle
from accounts.two_factor import service as two_factor
from core.admin.read_only import ReadOnly

MAX_SESSIONS = 50  # on a player's page
MAX_FOUND = 100  # players
RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


class NewUserForm(BaseUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("username", "email")


class SessionInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Session
    fields = readonly_fields = ("created_at", "last_used_at", "ip", "user_agent", "ended_at", "end_reason")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        """The newest sessions of the player shown on the page."""
        match = request.resolver_match
        player = str(match.kwargs.get("object_id", "")) if match else ""
        of_player = Session.objects.filter(player_id=int(player)) if player.isdecimal() else Session.objects.none()
        newest = of_player.order_by("-created_at").values_list("pk", flat=True)[:MAX_SESSIONS]
        return Session.objects.filter(pk__in=list(newest)).order_by("-created_at")


@admin.register(User)
class PlayerAdmin(UserAdmin):  # type: ignore[type-arg]
    add_form = NewUserForm
    add_fieldsets = ((None, {"fields": ("username", "email", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("username", "email", "email_verified", "language", "password")}),
        ("Permissions", {"fields": ("is_active", *RIGHTS)}),
        ("Important dates", {"fields": ("date_joined", "last_login")}),
    )
    list_display = ("username", "email", "email_verified", "is_active", "date_joined")
    list_filter = ("is_active", "is_staff", "email_verified")
    search_fields = ("^username_key", "^email")
    search_help_text = "Search by the start of the email or username."
    sortable_by = ("email", "date_joined")
    ordering = ("-date_joined",)
    readonly_fields = ("date_joined", "last_login")
    inlines = (SessionInline,)
    actions = ("sign_out", "deactivate", "remove_second_factor")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Operators who aren't superusers see only players, not other operators."""
        everybody = super().get_queryset(request)
        return everybody if _is_superuser(request) else everybody.filter(is_staff=False, is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only superusers change permissions, because anyone who can grant permissions can get all of them."""
        return self.readonly_fields if _is_superuser(request) else (*self.readonly_fields, *RIGHTS)

    @admin.action(description="Sign out selected players everywhere", permissions=["change"])
    def sign_out(self, request: HttpRequest, players: QuerySet[User]) -> None:
        lifecycle.end_sessions(Session.objects.filter(player__in=players), reason="revoked")

    @admin.action(description="Deactivate selected players and sign them out", permissions=["change"])
    def deactivate(self, request: HttpRequest, players: QuerySet[User]) -> None:
        for player in players.filter(is_active=True):
            player.is_active = False
            player.save(update_fields=["is_active"])  # a concurrent request may change the other fields
            audit.record("account.deactivated", player=player.pk)

    @admin.action(description="Remove two-factor authentication from selected players", permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, players: QuerySet[User]) -> None:
        for player in players:
            two_factor.disable_for(player)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for event in _events(obj, form.changed_data) if change else ("account.registered",):
            audit.record(event, player=obj.pk)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        services.delete_account(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for player in queryset:
            services.delete_account(player)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Django would load and list every play, and require the permission to delete plays, which nobody has."""
        players = [f"{player}, including all plays, sessions and emails" for player in objs]
        return players, {self.opts.verbose_name_plural: len(players)}, set(), []


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _events(player: User, changed: Collection[str]) -> Iterator[str]:
    if "is_active" in changed:
        yield "account.reactivated" if player.is_active else "account.deactivated"
    if "email" in changed:
        yield "email.changed"
    if not set(RIGHTS).isdisjoint(changed):
        yield "account.rights_changed"


class KindFilter(admin.SimpleListFilter):
    """Lists the kinds without the query over all rows that Django would run."""

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
        """Finds the players first, then their emails by an index."""
        if not search_term.strip():
            return queryset, False
        players = User.objects.filter(email__istartswith=search_term.strip()).values_list("pk", flat=True)[:MAX_FOUND]
        return queryset.filter(player_id__in=list(players)), False

    @admin.action(description="Resend selected emails that failed")
    def send_again(self, request: HttpRequest, mails: QuerySet[Mail]) -> None:
        revived = delivery.revive(mails)
        text = ngettext(
            "%d email will be resent within a minute.", "%d emails will be resent within a minute.", revived
        )
        self.message_user(request, text % revived)


@admin.register(WeeklySummarySubscription)
class WeeklySummarySubscriptionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("player", "subscribed_at")
    list_select_related = ("player",)
