from django.db import migrations, models


class Migration(migrations.Migration):
    """An objection outlives the request that it became (ADR 15)."""

    dependencies = [("register", "0009_limited")]

    operations = [
        migrations.AlterField(
            model_name="objection",
            name="request_id",
            field=models.UUIDField(null=True, unique=True),
        )
    ]
