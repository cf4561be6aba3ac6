from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="taskfailure",
            name="arguments",
            field=models.JSONField(help_text="Empty if it was recorded by an older version.", null=True),
        ),
        migrations.AddField(
            model_name="taskfailure", name="run_again_at", field=models.DateTimeField(null=True)
        ),
    ]
