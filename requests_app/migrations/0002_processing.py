import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_family"),
        ("requests_app", "0001_requests_app"),
    ]

    operations = [
        migrations.AddField(
            model_name="datarequest",
            name="processing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="register.processing",
            ),
        ),
    ]
