import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_files"),
        ("people", "0007_objection_days"),
        ("register", "0006_announcing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versie")),
                ("put_up_on", models.DateField(verbose_name="klaargezet op")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="verstuurd op")),
                ("reason", models.TextField(blank=True, verbose_name="reden")),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "disclosure",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="register.disclosure",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="people.pupil",
                    ),
                ),
                (
                    "put_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="register.recipient",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="people.school",
                    ),
                ),
                (
                    "sent_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["put_up_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="OwnView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="eigen mening")),
                ("written_on", models.DateField()),
                (
                    "guardian",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.guardian",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_views",
                        to="register.report",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReportSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_on", models.DateField()),
                (
                    "channel",
                    models.CharField(
                        choices=[("portal", "in het portaal"), ("paper", "op papier")], max_length=6
                    ),
                ),
                ("recorded_by_id", models.UUIDField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "guardian",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.guardian",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seen_by",
                        to="register.report",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent_on", None), ("withdrawn_on", None)),
                fields=("pupil", "recipient"),
                name="register_report_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disclosure", None), ("sent_file", None), ("sent_on", None)),
                    models.Q(
                        ("disclosure__isnull", False),
                        ("sent_file__isnull", False),
                        ("sent_on__isnull", False),
                        ("withdrawn_on", None),
                    ),
                    _connector="OR",
                ),
                name="register_report_sent_is_disclosed",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownview",
            constraint=models.UniqueConstraint(
                fields=("report", "guardian"), name="register_ownview_once_a_guardian"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("guardian", None)),
                fields=("report",),
                name="register_ownview_once_a_pupil",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportseen",
            constraint=models.UniqueConstraint(
                fields=("report", "guardian"), name="register_reportseen_once_a_guardian"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportseen",
            constraint=models.UniqueConstraint(
                condition=models.Q(("guardian", None)),
                fields=("report",),
                name="register_reportseen_once_a_pupil",
            ),
        ),
    ]
