"""Bijhouden: what art. 30 wants of a processing and a recipient, and its versions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_sixteen"),
        ("register", "0001_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProcessingVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("processing_id", models.UUIDField()),
                ("number", models.PositiveIntegerField(verbose_name="versie")),
                ("on", models.DateField(verbose_name="sinds")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by_id", models.UUIDField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["processing_id", "-number"],
            },
        ),
        migrations.CreateModel(
            name="VersionText",
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
            ],
        ),
        migrations.RemoveConstraint(
            model_name="recipient",
            name="register_recipient_rule_known",
        ),
        migrations.AddField(
            model_name="processing",
            name="data_subjects",
            field=models.JSONField(blank=True, default=list, verbose_name="over wie"),
        ),
        migrations.AddField(
            model_name="processing",
            name="dpia",
            field=models.CharField(
                choices=[("not_needed", "niet nodig"), ("planned", "gepland"), ("done", "gedaan")],
                default="planned",
                max_length=12,
                verbose_name="DPIA",
            ),
        ),
        migrations.AddField(
            model_name="processing",
            name="dpia_on",
            field=models.DateField(blank=True, null=True, verbose_name="DPIA: klaar op"),
        ),
        migrations.AddField(
            model_name="processing",
            name="dpia_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="DPIA: toelichting"),
        ),
        migrations.AddField(
            model_name="processing",
            name="informing",
            field=models.CharField(
                choices=[
                    ("register", "in dit register"),
                    ("consent", "bij de vraag om toestemming"),
                    ("told", "de school vertelt het vooraf"),
                    (
                        "told_unless_safety",
                        "de school vertelt het vooraf, behalve als dat onveilig is",
                    ),
                    ("later", "later, want de wet kan geheimhouding vragen"),
                    ("sees_first", "de ouders of de leerling zien het eerst zelf"),
                ],
                default="register",
                max_length=20,
                verbose_name="hoe het gezin het weet",
            ),
        ),
        migrations.AddField(
            model_name="processing",
            name="inside",
            field=models.JSONField(blank=True, default=list, verbose_name="wie op school dit ziet"),
        ),
        migrations.AddField(
            model_name="processing",
            name="owner",
            field=models.CharField(blank=True, max_length=120, verbose_name="eigenaar"),
        ),
        migrations.AddField(
            model_name="processing",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="opnieuw bekijken op"),
        ),
        migrations.AddField(
            model_name="processing",
            name="security",
            field=models.CharField(
                blank=True, max_length=250, verbose_name="beveiliging in één zin"
            ),
        ),
        migrations.AddField(
            model_name="processing",
            name="special_ground",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="grondslag voor bijzondere gegevens"
            ),
        ),
        migrations.AddField(
            model_name="processing",
            name="systems",
            field=models.CharField(blank=True, max_length=200, verbose_name="systemen"),
        ),
        migrations.AddField(
            model_name="processing",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="recipient",
            name="agreement_version",
            field=models.CharField(
                blank=True, max_length=40, verbose_name="versie van de overeenkomst"
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="allowed_fields",
            field=models.JSONField(blank=True, default=list, verbose_name="alleen deze gegevens"),
        ),
        migrations.AddField(
            model_name="recipient",
            name="forbidden_fields",
            field=models.JSONField(blank=True, default=list, verbose_name="nooit deze gegevens"),
        ),
        migrations.AddField(
            model_name="recipient",
            name="safeguard",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="waarborg buiten de EU"
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="starter_code",
            field=models.SlugField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="recipient",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name="recipient",
            name="rule",
            field=models.CharField(
                choices=[
                    ("pupil_system", "leerlingadministratie"),
                    ("basispoort", "Basispoort"),
                    ("publisher", "uitgever van leermiddelen"),
                    ("publication", "publicatie"),
                    ("support_team", "ondersteuningsteam"),
                    ("partnership", "samenwerkingsverband"),
                    ("safe_home", "Veilig Thuis"),
                    ("duo", "DUO"),
                    ("police_demand", "vordering van de politie"),
                    ("police_order", "bevel van officier of rechter"),
                    ("police_report", "aangifte of advies bij de politie"),
                    ("police_at_team", "politie in het ondersteuningsteam"),
                    ("attendance_officer", "leerplicht"),
                    ("youth_health", "jeugdgezondheidszorg"),
                    ("inspectorate", "Inspectie van het Onderwijs"),
                    ("survey", "tevredenheidsonderzoek"),
                    ("previous_school", "vorige school"),
                    ("new_school", "nieuwe school"),
                    ("tracking_system", "leerlingvolgsysteem"),
                    ("monitor", "waar oud-leerlingen nu zijn"),
                    ("research", "onderzoek door anderen"),
                    ("fees", "bijdragen en rekeningen"),
                    ("collection", "incasso"),
                    ("dispute", "klacht of geschil"),
                    ("accountant", "accountant"),
                    ("former_pupils", "contact met oud-leerlingen"),
                    ("municipality", "leerlingzaken van de gemeente"),
                    ("portal", "dit portaal"),
                ],
                max_length=24,
                verbose_name="regel",
            ),
        ),
        migrations.AddConstraint(
            model_name="processing",
            constraint=models.CheckConstraint(
                condition=models.Q(("dpia__in", ["not_needed", "planned", "done"])),
                name="register_processing_dpia_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="processing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "informing__in",
                        [
                            "register",
                            "consent",
                            "told",
                            "told_unless_safety",
                            "later",
                            "sees_first",
                        ],
                    )
                ),
                name="register_processing_informing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rule__in",
                        [
                            "pupil_system",
                            "basispoort",
                            "publisher",
                            "publication",
                            "support_team",
                            "partnership",
                            "safe_home",
                            "duo",
                            "police_demand",
                            "police_order",
                            "police_report",
                            "police_at_team",
                            "attendance_officer",
                            "youth_health",
                            "inspectorate",
                            "survey",
                            "previous_school",
                            "new_school",
                            "tracking_system",
                            "monitor",
                            "research",
                            "fees",
                            "collection",
                            "dispute",
                            "accountant",
                            "former_pupils",
                            "municipality",
                            "portal",
                        ],
                    )
                ),
                name="register_recipient_rule_known",
            ),
        ),
        migrations.AddField(
            model_name="processingversion",
            name="board",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="processing_versions",
                to="people.board",
            ),
        ),
        migrations.AddField(
            model_name="versiontext",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="text",
                to="register.processingversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="processingversion",
            constraint=models.UniqueConstraint(
                fields=("processing_id", "number"), name="register_processingversion_number"
            ),
        ),
    ]
