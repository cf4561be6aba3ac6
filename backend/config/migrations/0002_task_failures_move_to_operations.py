"""Leaves the table unchanged, because `operations` takes it over."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("config", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="TaskFailure")]),
    ]
