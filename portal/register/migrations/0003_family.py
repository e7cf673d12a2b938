import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_sixteen"),
        ("register", "0002_keeping"),
    ]

    operations = [
        migrations.AddField(
            model_name="processing",
            name="child_text",
            field=models.TextField(blank=True, default="", verbose_name="tekst voor kinderen"),
        ),
        migrations.AddField(
            model_name="processing",
            name="seen_by",
            field=models.CharField(
                blank=True, default="", max_length=200, verbose_name="wie op school dit ziet"
            ),
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "counts_from",
                    models.CharField(
                        choices=[
                            ("file", "vertrek, zo lang als het dossier"),
                            ("left", "vertrek van school"),
                            ("row", "de dag van elk gegeven"),
                            ("relation", "zolang het doel duurt"),
                            ("consent", "de dag van het ja"),
                        ],
                        max_length=12,
                        verbose_name="telt vanaf",
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(default=0, verbose_name="jaren")),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="dagen")),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                ("valid_from", models.DateField(verbose_name="geldt vanaf")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_rules",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn",
                "verbose_name_plural": "bewaartermijnen",
                "ordering": ["name", "valid_from"],
            },
        ),
        migrations.AddField(
            model_name="processing",
            name="retention_rule",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="processings",
                to="register.retentionrule",
                verbose_name="bewaartermijn",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(
                fields=("board", "code", "valid_from"), name="register_retentionrule_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counts_from__in", ["file", "left", "row", "relation", "consent"])
                ),
                name="register_retentionrule_counts_from_known",
            ),
        ),
    ]
