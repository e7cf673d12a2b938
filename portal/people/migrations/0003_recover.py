from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_the_door")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="reset_by_mail_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
