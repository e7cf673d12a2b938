from django.db import migrations, models


class Migration(migrations.Migration):
    """A request about a pupil who could not be found keeps the name (AVG 12(3))."""

    dependencies = [("requests_app", "0009_not_received")]

    operations = [
        migrations.AddField(
            model_name="notedperson",
            name="about",
            field=models.CharField(
                blank=True, default="", max_length=120, verbose_name="over welke leerling"
            ),
            preserve_default=False,
        )
    ]
