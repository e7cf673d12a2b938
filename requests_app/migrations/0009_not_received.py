from django.db import migrations, models


class Migration(migrations.Migration):
    """A recipient that did not get just these data is not told (AVG 19)."""

    dependencies = [
        ("requests_app", "0008_indexes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="casetask",
            name="result",
            field=models.CharField(
                blank=True,
                choices=[
                    ("delivered", "gegevens aangeleverd"),
                    ("nothing_held", "heeft geen gegevens"),
                    ("done", "gedaan"),
                    ("informed", "ingelicht"),
                    ("impossible", "kan niet"),
                    ("disproportionate", "te veel moeite voor wat het oplevert"),
                    ("not_received", "kreeg deze gegevens niet"),
                    ("case_answered", "niet meer nodig: het antwoord is gegeven"),
                    ("case_withdrawn", "niet meer nodig: het verzoek is ingetrokken"),
                ],
                max_length=16,
                verbose_name="wat gebeurde er",
            ),
        ),
    ]
