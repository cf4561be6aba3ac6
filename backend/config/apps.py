from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from django.core.cache import close_caches
        from django.core.signals import request_finished

        from config import celery, checks  # noqa: F401  every process needs Celery's app and the checks

        # None of our caches closes anything, and sending this signal takes a twentieth of the time of a play.
        request_finished.disconnect(close_caches)
        _trace()


def _trace() -> None:
    from django.conf import settings

    if settings.TRACING:
        from config.processes import roles
        from core import service
        from core.tracing import export

        name = f"{service.NAME}-{roles.current().value}"
        export.start(service=name, version=settings.BUILD_ID, behind_edge=settings.NUM_PROXIES > 0)
