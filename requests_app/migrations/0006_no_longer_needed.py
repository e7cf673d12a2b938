from django.db import migrations, models


class Migration(migrations.Migration):
    """A holder need not deliver any more when the case is over."""

    dependencies = [("requests_app", "0005_pupil_asks")]

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
                    ("case_answered", "niet meer nodig: het antwoord is gegeven"),
                    ("case_withdrawn", "niet meer nodig: het verzoek is ingetrokken"),
                ],
                max_length=16,
                verbose_name="wat gebeurde er",
            ),
        )
    ]
