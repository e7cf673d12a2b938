from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0004_ratings")]

    # Few pupils ask: of an index full of NULLs a planner would rather read every request.
    operations = [
        migrations.AddIndex(
            model_name="datarequest",
            index=models.Index(
                condition=Q(requester_pupil__isnull=False),
                fields=["requester_pupil"],
                name="requests_app_pupil_asks",
            ),
        ),
    ]
