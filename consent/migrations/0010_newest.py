import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One index over the current answers of a pupil, in the place of the one without the answers."""

    dependencies = [("consent", "0009_told"), ("people", "0008_board_settings")]

    operations = [
        migrations.AlterField(
            model_name="currentchoice",
            name="pupil",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="current_choices",
                to="people.pupil",
            ),
        ),
        migrations.AddIndex(
            model_name="currentchoice",
            index=models.Index(
                fields=["pupil", "choice_id", "id"], name="consent_currentchoice_newest"
            ),
        ),
    ]
