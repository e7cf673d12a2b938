import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0004_publications"),
        ("people", "0007_objection_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("started_on", models.DateField()),
                ("told_through", models.UUIDField(editable=False, null=True)),
                ("told_on", models.DateField(editable=False, null=True)),
                ("stopped_on", models.DateField(null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="people.board",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="people.school",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="RoundReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "via",
                    models.CharField(
                        choices=[("mail", "e-mail"), ("letter", "brief")], max_length=6
                    ),
                ),
                ("on", models.DateField()),
                (
                    "guardian",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.guardian",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.pupil",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="consent.round",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False), ("stopped_on__isnull", True)),
                fields=("school",),
                name="consent_round_open_once_a_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True), ("stopped_on__isnull", True)),
                fields=("board",),
                name="consent_round_open_once_a_board",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stopped_on__isnull", True),
                    ("stopped_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="consent_round_stopped_not_before_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundreminder",
            constraint=models.UniqueConstraint(
                fields=("round", "guardian"), name="consent_roundreminder_guardian_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundreminder",
            constraint=models.UniqueConstraint(
                fields=("round", "pupil"), name="consent_roundreminder_pupil_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundreminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("guardian__isnull", True), ("pupil__isnull", True), _connector="XOR"
                ),
                name="consent_roundreminder_one_person",
            ),
        ),
    ]
