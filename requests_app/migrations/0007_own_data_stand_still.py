from django.db import migrations, models


class Migration(migrations.Migration):
    """Own data stand still while a verzet about them is weighed (AVG 18(1)(d))."""

    dependencies = [("requests_app", "0006_no_longer_needed")]

    operations = [
        migrations.AlterField(
            model_name="casetask",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("collect", "gegevens verzamelen"),
                    ("correct", "gegevens verbeteren"),
                    ("erase", "gegevens verwijderen"),
                    ("stop", "gebruik stoppen"),
                    ("freeze", "gebruik stilleggen tot het besluit"),
                    ("resume", "gebruik mag weer"),
                    ("notify", "ontvanger inlichten"),
                ],
                max_length=8,
                verbose_name="wat",
            ),
        )
    ]
