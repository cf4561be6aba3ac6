"""Takes over the table of `config`, and the content type with its permissions."""

import django.utils.timezone
from django.db import migrations, models


def take_over(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    ContentType.objects.filter(app_label="config", model="taskfailure").update(app_label="operations")


def give_back(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    ContentType.objects.filter(app_label="operations", model="taskfailure").update(app_label="config")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("config", "0002_task_failures_move_to_operations"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="TaskFailure",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("task", models.CharField(max_length=200)),
                        ("error", models.CharField(max_length=200)),
                        ("request_id", models.CharField(blank=True, max_length=128)),
                        ("failed_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                    ],
                    options={"db_table": "config_taskfailure", "ordering": ["-failed_at"]},
                ),
            ],
        ),
        migrations.RunPython(take_over, give_back),
    ]
