from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"

    def ready(self) -> None:
        from operations import failed_tasks, roles

        failed_tasks.connect()
        roles.connect()
