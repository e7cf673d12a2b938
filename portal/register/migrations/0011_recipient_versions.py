"""Versies van ontvangers: what was agreed with whom, since when, and who approved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_objection_days"),
        ("register", "0010_unlinked"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecipientVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recipient_id", models.UUIDField()),
                ("number", models.PositiveIntegerField(verbose_name="versie")),
                ("on", models.DateField(verbose_name="sinds")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by_id", models.UUIDField(null=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipient_versions",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "ordering": ["recipient_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recipient_id", "number"), name="register_recipientversion_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecipientVersionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("summary", models.CharField(max_length=250, verbose_name="wat veranderde er")),
                (
                    "approved_by",
                    models.CharField(blank=True, max_length=120, verbose_name="goedgekeurd door"),
                ),
                ("facts", models.JSONField(default=dict)),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text",
                        to="register.recipientversion",
                    ),
                ),
            ],
        ),
    ]
