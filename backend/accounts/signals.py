"""Ends sessions, sends emails and writes audit events when an account changes in the API, the admin or a shell."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from accounts import audit
from accounts.mail import outbox, subscriptions
from accounts.models import Mail, Session, User
from accounts.sessions import lifecycle


@receiver(post_save, sender=User, dispatch_uid="accounts.end_sessions_of_changed")
def end_sessions_of_changed(instance: User, created: bool, **_: Any) -> None:
    password_changed = getattr(instance, "_password", None) is not None  # Django resets it after this signal
    password_gone = not instance.has_usable_password()
    if not created and (password_changed or password_gone or not instance.is_active):
        reason = "password" if instance.is_active else "deactivated"
        with transaction.atomic():
            lifecycle.end_sessions(Session.objects.filter(player=instance), reason=reason)
            if password_changed:
                outbox.enqueue(instance, "password_changed")
                _record("password.changed", instance)


@receiver(pre_delete, sender=User, dispatch_uid="accounts.end_sessions_of_deleted")
def end_sessions_of_deleted(instance: User, **_: Any) -> None:
    lifecycle.end_sessions(Session.objects.filter(player=instance), reason="deleted")


@receiver(pre_delete, sender=User, dispatch_uid="accounts.forget_names_of_deleted")
def forget_names_of_deleted(instance: User, **_: Any) -> None:
    """Removes the username from the admin's history, and the address from emails about attempts to use it."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(instance.pk))
    entries.update(object_repr=f"player {instance.pk}")
    Mail.objects.filter(to=instance.email).delete()
    Mail.objects.filter(mentioned_address=instance.email).update(facts={"address": ""})


@receiver(post_delete, sender=User, dispatch_uid="accounts.unsubscribe_deleted")
def unsubscribe_deleted(instance: User, **_: Any) -> None:
    """Runs after the deletion too, because the player may have subscribed until the player's row was locked."""
    subscriptions.unsubscribe(instance.pk)


@receiver(post_delete, sender=User, dispatch_uid="accounts.record_deletion")
def record_deletion(instance: User, **_: Any) -> None:
    _record("account.deleted", instance)


def _record(event: str, player: User) -> None:
    """Records the event after the commit, because a transaction may be retried."""
    number = player.pk
    transaction.on_commit(lambda: audit.record(event, player=number))
