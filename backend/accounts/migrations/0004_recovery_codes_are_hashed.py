from typing import Any

from django.db import migrations, models


def forget_keyed_codes(apps: Any, schema_editor: Any) -> None:
    """Deletes the codes, because keyed digests can't be converted to hashes. Players can create new codes."""
    apps.get_model("accounts", "RecoveryCode").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_days_are_found_by_index")]

    operations = [
        migrations.AlterField(
            model_name="recoverycode",
            name="digest",
            field=models.CharField(help_text="Hashed like a password.", max_length=128),
        ),
        migrations.RunPython(forget_keyed_codes, migrations.RunPython.noop),
    ]
