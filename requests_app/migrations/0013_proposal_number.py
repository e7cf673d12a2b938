from django.db import migrations, models


class Migration(migrations.Migration):
    """That a number in the words is no BSN is remembered until the second person decides."""

    dependencies = [("requests_app", "0012_hidden_notice")]

    operations = [
        migrations.AddField(
            model_name="proposeddecision",
            name="number_confirmed",
            field=models.BooleanField(default=False),
        )
    ]
