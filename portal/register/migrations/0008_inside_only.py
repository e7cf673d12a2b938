from django.db import migrations


class Migration(migrations.Migration):
    """Who inside the school sees it stood twice; the functions of `inside` are what is kept."""

    dependencies = [("register", "0007_reports")]

    operations = [migrations.RemoveField(model_name="processing", name="seen_by")]
