"""The accounts of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import Group

from accounts.models import User
from operations.roles import READ_ONLY

DOMAIN = "demo.example"  # reserved, so no email can reach anyone
PASSWORD = "a demo of many numbers"  # noqa: S105  printed and documented; the command refuses production
OPERATOR, VIEWER = "operator", "viewer"


@dataclass(frozen=True)
class Person:
    """A player who joined `days` days ago and has made `plays` plays since."""

    name: str
    days: int
    plays: int
    language: str = "en"
    is_blocked: bool = False


PEOPLE = (
    Person("grace", days=180, plays=1400),
    Person("alan", days=150, plays=900),
    Person("emmy", days=120, plays=700, language="de"),
    Person("omar", days=90, plays=500, language="ar"),
    Person("mary", days=21, plays=120),
    Person("mallory", days=60, plays=240, is_blocked=True),
)


def email_of(name: str) -> str:
    return f"{name}@{DOMAIN}"


def create_players(now: datetime) -> dict[str, User]:
    return {person.name: _create_player(person, now - timedelta(days=person.days)) for person in PEOPLE}


def _create_player(person: Person, joined: datetime) -> User:
    return User.objects.create_user(
        person.name,
        email_of(person.name),
        PASSWORD,
        language=person.language,
        email_verified=person.name != "mary",
        is_active=not person.is_blocked,
        date_joined=joined,
    )


def create_operators() -> User:
    """Creates an operator with all permissions and one with read-only access. Returns the former."""
    operator = User.objects.create_superuser(OPERATOR, email_of(OPERATOR), PASSWORD, email_verified=True)
    viewer = User.objects.create_user(VIEWER, email_of(VIEWER), PASSWORD, email_verified=True, is_staff=True)
    viewer.groups.add(Group.objects.get(name=READ_ONLY))
    return operator
