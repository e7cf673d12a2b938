from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_audit"),
    ]

    operations = [
        migrations.AddField(
            model_name="look",
            name="board_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="look",
            name="roles",
            field=models.CharField(default="", max_length=80),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                fields=["subject_type", "subject_id", "on"], name="audit_look_subject"
            ),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["board_id", "on"], name="audit_look_board"),
        ),
    ]
