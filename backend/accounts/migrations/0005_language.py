from django.db import migrations, models

import accounts.languages


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_recovery_codes_are_hashed")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(choices=accounts.languages.choices, db_default="en", default="en", max_length=16),
        ),
    ]
