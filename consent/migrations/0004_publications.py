import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0003_purposes"),
        ("people", "0007_objection_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                ("recorded_by_id", models.UUIDField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="consent.purpose",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="people.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PublicationPupil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pupil_id", models.UUIDField(db_index=True)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pupils",
                        to="consent.publication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicationText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="wat")),
                (
                    "place",
                    models.CharField(blank=True, max_length=500, verbose_name="adres of plek"),
                ),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text",
                        to="consent.publication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TakeDown",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("opened_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="gedaan op")),
                ("done_by_id", models.UUIDField(blank=True, null=True)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("removed", "weggehaald"),
                            ("blurred", "onherkenbaar gemaakt"),
                            ("next_edition", "komt niet in een volgende uitgave"),
                            ("not_possible", "kan niet weg"),
                            ("allowed_again", "mag weer"),
                        ],
                        max_length=16,
                        verbose_name="hoe",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reden")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="take_downs",
                        to="consent.publication",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="take_downs",
                        to="people.pupil",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["school", "-on"], name="consent_publication_newest"),
        ),
        migrations.AddConstraint(
            model_name="publicationpupil",
            constraint=models.UniqueConstraint(
                fields=("publication", "pupil_id"), name="consent_publicationpupil_once"
            ),
        ),
        migrations.AddIndex(
            model_name="takedown",
            index=models.Index(fields=["done_on", "opened_on"], name="consent_takedown_due"),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_on__isnull", True)),
                fields=("publication", "pupil"),
                name="consent_takedown_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("how", "")),
                    models.Q(("done_on__isnull", False), models.Q(("how", ""), _negated=True)),
                    _connector="OR",
                ),
                name="consent_takedown_done_has_how",
            ),
        ),
    ]
