import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The letter to a recipient that the family does not see is kept with the officer's choice."""

    dependencies = [
        ("files", "0001_files"),
        ("requests_app", "0014_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="hiddennotice",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        )
    ]
