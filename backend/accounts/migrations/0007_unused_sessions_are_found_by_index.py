from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the new index first, because it also replaces the old one for the release that is still running."""

    dependencies = [("accounts", "0006_audit_events")]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["ended_at", "last_used_at"], name="session_unused"),
        ),
        migrations.AlterField(
            model_name="session",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
