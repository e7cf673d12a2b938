import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Until now every answer was given in the portal, so the first value is true of all rows."""

    dependencies = [
        ("consent", "0001_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="currentchoice",
            name="given_via",
            field=models.CharField(
                choices=[("portal", "portaal"), ("paper", "papier"), ("desk", "balie")],
                default="portal",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="currentchoice",
            name="entered_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="PaperProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=80, verbose_name="kenmerk")),
                (
                    "choice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof",
                        to="consent.choice",
                    ),
                ),
            ],
        ),
    ]
