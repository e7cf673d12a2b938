from django.db import migrations, models


class Migration(migrations.Migration):
    """A processing may also stand still because beperking was granted (AVG 18)."""

    dependencies = [("register", "0008_inside_only")]

    operations = [
        migrations.AlterField(
            model_name="restriction",
            name="why",
            field=models.CharField(
                choices=[
                    ("weighed", "bezwaar wordt beoordeeld"),
                    ("upheld", "bezwaar was terecht"),
                    ("accuracy", "de gegevens kloppen misschien niet"),
                    ("limited", "gebruik is beperkt"),
                ],
                max_length=12,
            ),
        )
    ]
