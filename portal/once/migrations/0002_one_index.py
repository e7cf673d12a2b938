from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("once", "0001_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    # A key is unique for its user: that index finds all of a user's keys as well.
    operations = [
        migrations.AlterField(
            model_name="performed",
            name="user",
            field=models.ForeignKey(
                settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
            ),
        ),
    ]
