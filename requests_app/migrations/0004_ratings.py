from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0003_case")]

    operations = [
        migrations.AddField(
            model_name="datarequest",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="rating",
            name="count",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(
                fields=["board", "school", "month", "score"], name="requests_app_rating_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(
                condition=Q(school=None),
                fields=["board", "month", "score"],
                name="requests_app_rating_once_without_school",
            ),
        ),
    ]
