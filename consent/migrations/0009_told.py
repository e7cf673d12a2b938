from django.db import migrations, models


class Migration(migrations.Migration):
    """How far the families were told that a question is new or reads otherwise."""

    dependencies = [("consent", "0008_own_channels")]

    operations = [
        migrations.AddField(
            model_name="purposetext",
            name="told_through",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="purposetext",
            name="told_on",
            field=models.DateField(editable=False, null=True),
        ),
    ]
