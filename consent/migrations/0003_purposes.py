import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0002_desk"),
        ("people", "0007_objection_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="purpose",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="purposes",
                to="people.group",
            ),
        ),
        migrations.AddField(
            model_name="purpose",
            name="pupil",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="purposes",
                to="people.pupil",
            ),
        ),
        migrations.AddField(
            model_name="purposetext",
            name="audience",
            field=models.CharField(blank=True, max_length=200, verbose_name="wie het ziet"),
        ),
        migrations.AddField(
            model_name="purposetext",
            name="for_child",
            field=models.TextField(blank=True, verbose_name="uitleg voor kinderen"),
        ),
        migrations.AddField(
            model_name="purposetext",
            name="kept",
            field=models.CharField(blank=True, max_length=200, verbose_name="hoe lang het blijft"),
        ),
        migrations.AddField(
            model_name="purposetext",
            name="same_as",
            field=models.PositiveSmallIntegerField(
                null=True, verbose_name="betekent hetzelfde als versie"
            ),
        ),
        migrations.AlterField(
            model_name="purpose",
            name="medium",
            field=models.CharField(
                choices=[
                    ("school_guide", "schoolgids"),
                    ("website", "website van de school"),
                    ("instagram", "Instagram"),
                    ("facebook", "Facebook"),
                    ("youtube", "YouTube"),
                    ("tiktok", "TikTok"),
                    ("linkedin", "LinkedIn"),
                    ("newsletter", "nieuwsbrief"),
                    ("parent_app", "nieuwsbrief en ouderapp"),
                    ("press", "krant, radio en televisie"),
                    ("lesson_video", "film voor de les of begeleiding"),
                    ("photographer", "schoolfotograaf"),
                    ("class_photo", "klassenfoto met namen"),
                    ("contact_list", "klassenlijst"),
                    ("research", "onderzoek door anderen"),
                    ("youth_health", "jeugdgezondheidszorg"),
                    ("family_carers", "hulpverleners van het gezin"),
                    ("other", "iets anders"),
                ],
                max_length=16,
                verbose_name="medium",
            ),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group__isnull", True), ("pupil__isnull", True)),
                    ("school__isnull", False),
                    _connector="OR",
                ),
                name="consent_purpose_target_in_a_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("group__isnull", True), ("pupil__isnull", True), _connector="OR"
                ),
                name="consent_purpose_one_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="purposetext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("same_as__isnull", True),
                    models.Q(("same_as__gte", 1), ("same_as__lt", models.F("version"))),
                    _connector="OR",
                ),
                name="consent_purposetext_same_as_older",
            ),
        ),
    ]
