"""A proposal for a role can be withdrawn by who made it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_tie_provisional"),
    ]

    operations = [
        migrations.AddField(
            model_name="roleproposal",
            name="withdrawn_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="roleproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True), ("decided_on__isnull", True), _connector="OR"
                ),
                name="people_roleproposal_decided_or_withdrawn",
            ),
        ),
    ]
