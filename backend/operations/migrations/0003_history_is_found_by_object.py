from django.db import migrations

TABLE, NAME = "django_admin_log", "admin_log_object"


def add_index(apps, schema_editor):
    """Django's own table has no index on the id of an entry's object, which is text of unlimited length."""
    length = "(20)" if schema_editor.connection.vendor == "mysql" else ""
    schema_editor.execute(f"CREATE INDEX {NAME} ON {TABLE} (object_id{length})")


def remove_index(apps, schema_editor):
    table = f" ON {TABLE}" if schema_editor.connection.vendor == "mysql" else ""
    schema_editor.execute(f"DROP INDEX {NAME}{table}")


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0002_run_failed_tasks_again"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [migrations.RunPython(add_index, remove_index, atomic=False)]
