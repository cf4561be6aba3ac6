"""The group of operators who may see everything in the admin but change nothing."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate

READ_ONLY = "Read-only operators"


def connect() -> None:
    """Runs after the last app is migrated, when all permissions exist, including those of models added later."""
    last = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
    post_migrate.connect(create_read_only_group, sender=last, dispatch_uid="operations.create_read_only_group")


def create_read_only_group(using: str, **_: Any) -> None:
    group, _created = Group.objects.using(using).get_or_create(name=READ_ONLY)
    models = list(admin.site._registry)
    names = [get_permission_codename("view", model._meta) for model in models]
    types = ContentType.objects.db_manager(using).get_for_models(*models).values()
    group.permissions.set(Permission.objects.using(using).filter(content_type__in=types, codename__in=names))
