"""Instellingen van het bestuur: the number that tells two editors apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_objection_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="board",
            name="settings_version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
