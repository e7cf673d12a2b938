import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("wrapped_key", models.BinaryField(null=True)),
                ("key_destroyed_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key_destroyed_on", None), ("wrapped_key__isnull", False)),
                            models.Q(
                                ("key_destroyed_on__isnull", False),
                                ("name", ""),
                                ("wrapped_key", None),
                            ),
                            _connector="OR",
                        ),
                        name="files_storedfile_key_or_destroyed",
                    )
                ],
            },
        ),
    ]
