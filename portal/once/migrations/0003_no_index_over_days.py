"""An index that only the sweep of once a day would use costs every form that is sent."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("once", "0002_one_index"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="performed",
            name="once_performed_performed_at",
        ),
    ]
