from django.db import migrations, models


class Migration(migrations.Migration):
    """An answer that could not be given is noted (law.md §1)."""

    dependencies = [
        ("requests_app", "0010_noted_about"),
    ]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="handed",
            field=models.CharField(
                choices=[
                    ("portal", "in het portaal"),
                    ("post", "per post"),
                    ("desk", "aan de balie"),
                    ("failed", "kon niet worden gegeven"),
                ],
                max_length=8,
                verbose_name="hoe",
            ),
        ),
    ]
