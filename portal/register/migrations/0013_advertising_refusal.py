import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A verzet against advertising outlives the request that it came in with (AVG 21(3))."""

    dependencies = [("people", "0001_people"), ("register", "0012_direct_marketing")]

    operations = [
        migrations.CreateModel(
            name="AdvertisingRefusal",
            fields=[
                (
                    "pupil",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="advertising_refusal",
                        serialize=False,
                        to="people.pupil",
                    ),
                )
            ],
        )
    ]
