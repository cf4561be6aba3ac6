from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from django.core.cache import close_caches
        from django.core.signals import request_finished

        from config import celery, checks  # noqa: F401  the task queue and the checks are known to every process

        # Neither of our caches closes anything, and to find that out took a twentieth of a play.
        request_finished.disconnect(close_caches)
