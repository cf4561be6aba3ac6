from django.apps import AppConfig


class GameConfig(AppConfig):
    name = "game"

    def ready(self) -> None:
        from core.api import error_codes
        from game import signals  # noqa: F401  models are loaded by now

        error_codes.register("idempotency_key_reused")
