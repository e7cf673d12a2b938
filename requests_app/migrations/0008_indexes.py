from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

# A new request was written into fourteen indexes. Two stood first in a longer one (board, school),
# one was never searched (reglement), and five are empty for nearly every request.
EMPTY = {"null": True, "blank": True}
SEARCHED_ELSEWHERE = {
    "board": models.ForeignKey("people.board", PROTECT, related_name="+", db_index=False),
    "school": models.ForeignKey(
        "people.school", PROTECT, null=True, related_name="+", db_index=False
    ),
    "reglement": models.ForeignKey("people.reglement", PROTECT, related_name="+", db_index=False),
    "subject_guardian": models.ForeignKey(
        "people.guardian", PROTECT, null=True, related_name="requests_about", db_index=False
    ),
    "requester_pupil": models.ForeignKey(
        "people.pupil", PROTECT, null=True, related_name="requests_made", db_index=False
    ),
    "processing": models.ForeignKey(
        "register.processing", PROTECT, **EMPTY, related_name="requests", db_index=False
    ),
    "about_request": models.ForeignKey(
        "requests_app.datarequest", PROTECT, **EMPTY, related_name="complaints", db_index=False
    ),
    "assignee": models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+", db_index=False
    ),
}
WHERE_KNOWN = {
    "subject_guardian": "requests_app_own_data",
    "processing": "requests_app_processing",
    "about_request": "requests_app_about",
    "assignee": "requests_app_assignee",
}


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_board_settings"),
        ("register", "0012_direct_marketing"),
        ("requests_app", "0007_own_data_stand_still"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.AlterField(model_name="datarequest", name=name, field=field)
            for name, field in SEARCHED_ELSEWHERE.items()
        ),
        *(
            migrations.AddIndex(
                model_name="datarequest",
                index=models.Index(
                    condition=Q((f"{column}__isnull", False)), fields=[column], name=name
                ),
            )
            for column, name in WHERE_KNOWN.items()
        ),
    ]
