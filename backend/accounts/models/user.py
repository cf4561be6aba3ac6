"""The user model: a player or an operator."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts import identifiers, languages
from accounts.password_forms import normal_password, written_forms


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, email: str, password: str | None = None, **extra: Any) -> User:
        user = self.model(username=username, email=email, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, email: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(username, email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=identifiers.normal_email(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A player, identified by email address. Usernames and addresses are ASCII, which all collations compare alike."""

    username = models.CharField(max_length=identifiers.USERNAME_MAX, validators=[identifiers.check_username])
    username_key = models.CharField(max_length=identifiers.USERNAME_MAX, unique=True, editable=False)
    email = models.EmailField(max_length=identifiers.EMAIL_MAX, unique=True, validators=[identifiers.check_email])
    email_verified = models.BooleanField(default=False)
    # The previous version, which may still be running, inserts rows without this column.
    language = models.CharField(
        max_length=16, choices=languages.choices, default=languages.DEFAULT, db_default=languages.DEFAULT
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now, db_index=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["username"]

    def __str__(self) -> str:
        return self.username

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else normal_password(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return any(super(User, self).check_password(form) for form in written_forms(raw_password or ""))

    def clean(self) -> None:
        super().clean()
        self._normalize()
        if User.objects.filter(username_key=self.username_key).exclude(pk=self.pk).exists():
            raise ValidationError({"username": "User with this username already exists."}, "unique")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._normalize()
        if kwargs.get("update_fields") and "username" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "username_key"}
        super().save(*args, **kwargs)

    def _normalize(self) -> None:
        self.username = identifiers.normal_username(self.username)
        self.username_key = self.username.lower()
        self.email = identifiers.normal_email(self.email)
