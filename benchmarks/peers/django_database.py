"""The database of the peers that use Django."""

from __future__ import annotations

import os
from typing import Any

from config.service_urls.database import Database


def databases(**options: Any) -> dict[str, dict[str, Any]]:
    given = Database.parse(os.environ["DATABASE_URL"])
    return {
        "default": {
            "ENGINE": "django.db.backends.mysql",
            "NAME": given.name,
            "USER": given.user,
            "PASSWORD": given.password,
            "HOST": given.host,
            "PORT": given.port,
            "OPTIONS": {"charset": "utf8mb4"},
            **options,
        }
    }
