import django.db.models.fields.json
from django.db import migrations, models


class Migration(migrations.Migration):
    """The database computes the column, so emails stored by the previous release have it too."""

    dependencies = [
        ('accounts', '0008_weekly_summary_subscription'),
    ]

    operations = [
        migrations.AddField(
            model_name='mail',
            name='mentioned_address',
            field=models.GeneratedField(db_persist=False, expression=django.db.models.fields.json.KeyTextTransform('address', 'facts'), output_field=models.CharField(max_length=254)),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(fields=['to'], name='mail_to'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(fields=['mentioned_address'], name='mail_mentioned_address'),
        ),
    ]
