from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_sixteen")]

    operations = [
        migrations.AddField(
            model_name="guardian",
            name="provisional_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="pupil",
            name="provisional_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
