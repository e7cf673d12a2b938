import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

STANDS = Q(request__isnull=False, was_of=None, taken_back_on=None)
WAS = Q(request=None, was_of__isnull=False, taken_back_on__gte=F("notified_on"))


class Migration(migrations.Migration):
    """An extension or a question that was a mistake can be taken back; both stay (AVG 12(3))."""

    dependencies = [
        ("files", "0001_files"),
        ("requests_app", "0013_proposal_number"),
    ]

    operations = [
        migrations.AddField(
            model_name="suspensionperiod",
            name="taken_back_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="suspensionperiod",
            constraint=models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True)
                | Q(until__isnull=False, taken_back_on__gte=F("since")),
                name="requests_app_suspensionperiod_taken_back_ended",
            ),
        ),
        migrations.AddField(
            model_name="suspensionquestion",
            name="taken_back_because",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(name="extension", options={"ordering": ["notified_on", "pk"]}),
        migrations.AlterField(
            model_name="extension",
            name="request",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extension",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="was_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former_extensions",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="taken_back_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=STANDS | WAS, name="requests_app_extension_stands_or_was"
            ),
        ),
        migrations.AddField(
            model_name="extensionreasons",
            name="taken_back_because",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="extensionreasons",
            name="taken_back_letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
    ]
