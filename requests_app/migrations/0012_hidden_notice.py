import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Whether a recipient that the family does not see is told: decided by the officer alone."""

    dependencies = [
        ("register", "0013_advertising_refusal"),
        ("requests_app", "0011_not_delivered"),
    ]

    operations = [
        migrations.CreateModel(
            name="HiddenNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                ("told", models.BooleanField(null=True, verbose_name="ingelicht")),
                ("decided_on", models.DateField(null=True, verbose_name="besloten op")),
                ("decided_by", models.UUIDField(null=True)),
                ("because", models.TextField(blank=True, verbose_name="toelichting")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.recipient",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hidden_notices",
                        to="requests_app.datarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["decided_on", "due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "recipient"), name="requests_app_hiddennotice_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(told__isnull=True, decided_on__isnull=True)
                        | Q(told__isnull=False, decided_on__isnull=False),
                        name="requests_app_hiddennotice_decided_has_a_day",
                    ),
                ],
            },
        )
    ]
