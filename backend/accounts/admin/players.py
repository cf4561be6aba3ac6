"""Players and their sessions in the admin. `operations.player_admin` adds a page with everything about a player."""

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
from accounts.models import Session, User
from accounts.sessions import lifecycle
from accounts.two_factor import service as two_factor
from core.admin.confirmed import confirmed
from core.admin.read_only import ReadOnly

MAX_SESSIONS = 50  # the number of rows on a player's page
ENDS_SESSIONS = "They are signed out on every device at once, and can sign in again."
BLOCKS = "They are signed out on every device at once, their open pages and sockets close, and they can't sign in."
REMOVES_CODES = "They can sign in with their password alone. They are notified by email."
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
        """Returns the newest sessions of the player whose page is shown."""
        match = request.resolver_match
        player = str(match.kwargs.get("object_id", "")) if match else ""
        of_player = Session.objects.filter(player_id=int(player)) if player.isdecimal() else Session.objects.none()
        newest = of_player.order_by("-created_at").values_list("pk", flat=True)[:MAX_SESSIONS]
        return Session.objects.filter(pk__in=list(newest)).order_by("-created_at")


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
    actions = ("end_sessions", "block", "unblock", "remove_second_factor")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Hides other operators from operators who aren't superusers."""
        everybody = super().get_queryset(request)
        return everybody if _is_superuser(request) else everybody.filter(is_staff=False, is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Lets only superusers change permissions, because anyone who can grant permissions can get all of them."""
        return self.readonly_fields if _is_superuser(request) else (*self.readonly_fields, *RIGHTS)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Hides the password hash from operators who may not change the player."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        (title, options), *others = self.fieldsets
        shown = tuple(name for name in options["fields"] if name != "password")
        return ((title, {"fields": shown}), *others)

    @admin.action(description="End all sessions", permissions=["change"])
    @confirmed("End all sessions of these players?", consequence=ENDS_SESSIONS, button="End sessions")
    def end_sessions(self, request: HttpRequest, players: QuerySet[User]) -> None:
        ended = lifecycle.end_sessions(Session.objects.filter(player__in=players), reason="revoked")
        self.message_user(request, ngettext("%d session was ended.", "%d sessions were ended.", ended) % ended)

    @admin.action(description="Block", permissions=["change"])
    @confirmed("Block these players?", consequence=BLOCKS, button="Block")
    def block(self, request: HttpRequest, players: QuerySet[User]) -> None:
        self._set_active(request, players.filter(is_active=True), active=False)

    @admin.action(description="Unblock", permissions=["change"])
    @confirmed("Unblock these players?", consequence="They can sign in again.", button="Unblock")
    def unblock(self, request: HttpRequest, players: QuerySet[User]) -> None:
        self._set_active(request, players.filter(is_active=False), active=True)

    def _set_active(self, request: HttpRequest, players: QuerySet[User], *, active: bool) -> None:
        changed = 0
        for player in players:
            player.is_active = active
            player.save(update_fields=["is_active"])  # a concurrent request may change the other fields
            audit.record("account.reactivated" if active else "account.deactivated", player=player.pk)
            changed += 1
        word = "unblocked" if active else "blocked"
        self.message_user(request, ngettext("%d player was %s.", "%d players were %s.", changed) % (changed, word))

    @admin.action(description="Remove two-factor authentication", permissions=["change"])
    @confirmed("Remove two-factor authentication from these players?", consequence=REMOVES_CODES, button="Remove")
    def remove_second_factor(self, request: HttpRequest, players: QuerySet[User]) -> None:
        for player in players:
            two_factor.disable_for(player)
        self.message_user(request, "Two-factor authentication was removed.")

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
        """Doesn't list the plays: Django would load all of them, and require a permission that nobody has."""
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
