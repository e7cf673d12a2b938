from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="dag")),
                ("name", models.CharField(max_length=100, verbose_name="naam")),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                (
                    "scope",
                    models.UUIDField(blank=True, null=True, verbose_name="alleen voor bestuur"),
                ),
                ("certain", models.BooleanField(default=True, verbose_name="zeker")),
            ],
            options={
                "verbose_name": "feestdag",
                "verbose_name_plural": "feestdagen",
                "ordering": ["day"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("scope", None)),
                        fields=("day",),
                        name="calendar_holiday_day",
                    ),
                    models.UniqueConstraint(
                        fields=("day", "scope"), name="calendar_holiday_day_scope"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="calendar_holiday_has_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolHoliday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        choices=[("noord", "Noord"), ("midden", "Midden"), ("zuid", "Zuid")],
                        max_length=6,
                        verbose_name="regio",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="naam")),
                ("first_on", models.DateField(verbose_name="eerste dag")),
                ("last_on", models.DateField(verbose_name="laatste dag")),
            ],
            options={
                "verbose_name": "schoolvakantie",
                "verbose_name_plural": "schoolvakanties",
                "ordering": ["first_on", "region"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "first_on"), name="calendar_schoolholiday_region_first_on"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="calendar_schoolholiday_ends_after_start",
                    ),
                ],
            },
        ),
    ]
