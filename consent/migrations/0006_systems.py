import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CHANNELS = [
    ("portal", "portaal"),
    ("paper", "papier"),
    ("desk", "balie"),
    ("import", "schoolapp"),
]


class Migration(migrations.Migration):
    """Systems that read what is allowed, and answers that came from the app of the school."""

    dependencies = [
        ("consent", "0005_rounds"),
        ("people", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="choice",
            name="given_via",
            field=models.CharField(choices=CHANNELS, max_length=8),
        ),
        migrations.AlterField(
            model_name="currentchoice",
            name="given_via",
            field=models.CharField(choices=CHANNELS, max_length=8),
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(fields=["at"], name="consent_choice_at"),
        ),
        migrations.CreateModel(
            name="SystemToken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("last_used_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="system_tokens",
                        to="people.board",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="system_tokens",
                        to="people.school",
                    ),
                ),
            ],
            options={
                "ordering": ["revoked_at", "name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="consent_systemtoken_has_name",
                    )
                ],
            },
        ),
    ]
