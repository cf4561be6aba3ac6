"""Operators find players and see their sessions; deactivating an account ends them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import audit, mail_delivery, second_factor, sessions
from accounts.models import Mail, Session, User
from core.read_only_admin import ReadOnly

RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


class NewUserForm(BaseUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("username", "email")


class SessionInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Session
    fields = readonly_fields = ("created_at", "last_used_at", "ip", "user_agent", "ended_at", "end_reason")
    extra = 0


@admin.register(User)
class PlayerAdmin(UserAdmin):  # type: ignore[type-arg]
    add_form = NewUserForm
    add_fieldsets = ((None, {"fields": ("username", "email", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("username", "email", "email_verified", "password")}),
        ("Rights", {"fields": ("is_active", *RIGHTS)}),
        ("Times", {"fields": ("date_joined", "last_login")}),
    )
    list_display = ("username", "email", "email_verified", "is_active", "date_joined")
    list_filter = ("is_active", "is_staff", "email_verified")
    search_fields = ("username", "email")
    ordering = ("-date_joined",)
    readonly_fields = ("date_joined", "last_login")
    inlines = (SessionInline,)
    actions = ("sign_out", "deactivate", "remove_second_factor")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Operators without all rights look after players, not after each other."""
        everybody = super().get_queryset(request)
        return everybody if _has_all_rights(request) else everybody.filter(is_staff=False, is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who could give rights would have all of them."""
        return self.readonly_fields if _has_all_rights(request) else (*self.readonly_fields, *RIGHTS)

    @admin.action(description="Sign out everywhere", permissions=["change"])
    def sign_out(self, request: HttpRequest, players: QuerySet[User]) -> None:
        sessions.end_sessions(Session.objects.filter(player__in=players), reason="revoked")

    @admin.action(description="Deactivate, and sign out everywhere", permissions=["change"])
    def deactivate(self, request: HttpRequest, players: QuerySet[User]) -> None:
        for player in players.filter(is_active=True):
            player.is_active = False
            player.save(update_fields=["is_active"])  # the player may be changing the rest in this moment
            audit.record("account.deactivated", player=player.pk)

    @admin.action(description="Remove the second factor of who has lost it", permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, players: QuerySet[User]) -> None:
        for player in players:
            second_factor.switch_off_for(player)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for event in _events(obj, form.changed_data) if change else ("account.registered",):
            audit.record(event, player=obj.pk)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Who may delete a player deletes the plays too, which nobody may delete alone."""
        deleted, counts, _, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set(), protected


def _has_all_rights(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _events(player: User, changed: Collection[str]) -> Iterator[str]:
    if "is_active" in changed:
        yield "account.reactivated" if player.is_active else "account.deactivated"
    if "email" in changed:
        yield "email.changed"
    if not set(RIGHTS).isdisjoint(changed):
        yield "account.rights_changed"


@admin.register(Mail)
class MailAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("created_at", "kind", "to", "state", "attempts", "due_at", "sent_at", "fault")
    list_filter = ("state", "kind")
    search_fields = ("to", "player__email")
    fields = (*list_display, "cause", "player", "link_used_at")
    list_select_related = ("player",)
    show_full_result_count = False
    actions = ("send_again",)

    @admin.action(description="Send again what has failed")
    def send_again(self, request: HttpRequest, mails: QuerySet[Mail]) -> None:
        revived = mail_delivery.revive(mails)
        self.message_user(request, f"{revived} of them will be sent again within a minute.")
