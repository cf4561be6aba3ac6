"""However an account is changed (admin, shell, code), its sessions end with it."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from accounts import sessions
from accounts.models import Session, User


@receiver(post_save, sender=User, dispatch_uid="accounts.end_sessions_of_changed")
def end_sessions_of_changed(instance: User, created: bool, **_: Any) -> None:
    password_changed = getattr(instance, "_password", None) is not None  # Django forgets it only after this signal
    password_gone = not instance.has_usable_password()
    if not created and (password_changed or password_gone or not instance.is_active):
        reason = "password" if instance.is_active else "deactivated"
        sessions.end_sessions(Session.objects.filter(player=instance), reason=reason)


@receiver(pre_delete, sender=User, dispatch_uid="accounts.end_sessions_of_deleted")
def end_sessions_of_deleted(instance: User, **_: Any) -> None:
    sessions.end_sessions(Session.objects.filter(player=instance), reason="deleted")


@receiver(pre_delete, sender=User, dispatch_uid="accounts.forget_names_of_deleted")
def forget_names_of_deleted(instance: User, **_: Any) -> None:
    """The admin's own history would keep the name for good."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(instance.pk))
    entries.update(object_repr=f"player {instance.pk}")
