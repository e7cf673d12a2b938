from django.db import migrations, models

MEDIA = [
    ("school_guide", "schoolgids"),
    ("website", "website van de school"),
    ("instagram", "Instagram"),
    ("facebook", "Facebook"),
    ("youtube", "YouTube"),
    ("tiktok", "TikTok"),
    ("linkedin", "LinkedIn"),
    ("newsletter", "nieuwsbrief"),
    ("parent_app", "nieuwsbrief en ouderapp"),
    ("closed_app", "ouderapp"),
    ("press", "krant, radio en televisie"),
    ("lesson_video", "film voor de les of begeleiding"),
    ("photographer", "schoolfotograaf"),
    ("class_photo", "klassenfoto met namen"),
    ("contact_list", "klassenlijst"),
    ("research", "onderzoek door anderen"),
    ("youth_health", "jeugdgezondheidszorg"),
    ("family_carers", "hulpverleners van het gezin"),
    ("own_channel", "een ander kanaal voor foto of film"),
    ("other", "iets anders, zonder foto of film"),
]


class Migration(migrations.Migration):
    """A channel with a name of the board's own; the parents' app apart from the newsletter."""

    dependencies = [("consent", "0006_systems")]

    operations = [
        migrations.AddField(
            model_name="purpose",
            name="channel",
            field=models.CharField(
                blank=True, default="", max_length=80, verbose_name="naam van het kanaal"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="purpose",
            name="medium",
            field=models.CharField(choices=MEDIA, max_length=16, verbose_name="medium"),
        ),
    ]
