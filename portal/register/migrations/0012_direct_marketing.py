from django.db import migrations, models


class Migration(migrations.Migration):
    """A processing says whether it is used for advertising or recruiting (AVG 21(2)-(3))."""

    dependencies = [("register", "0011_recipient_versions")]

    operations = [
        migrations.AddField(
            model_name="processing",
            name="direct_marketing",
            field=models.BooleanField(
                default=False, verbose_name="gebruikt voor reclame of werving"
            ),
        )
    ]
