from django.db import migrations

PICTURES = ("foto", "film", "video", "beeld")


def name_channels(apps, schema_editor):
    """What was something else gets the name that families know; a picture goes to the fotocheck.

    Answers, texts and versions stay as they are.
    """
    for row in apps.get_model("consent", "Purpose").objects.filter(medium="other", channel=""):
        text = row.texts.filter(language="nl").order_by("-version").first()
        if text is None:
            continue
        words = f"{text.title} {text.question}".casefold()
        row.channel = text.title
        row.medium = "own_channel" if any(one in words for one in PICTURES) else "other"
        row.save(update_fields=["channel", "medium"])


def forget(apps, schema_editor):
    rows = apps.get_model("consent", "Purpose").objects
    rows.filter(medium="own_channel").update(medium="other")
    rows.filter(medium="closed_app").update(medium="parent_app")


class Migration(migrations.Migration):
    """Questions about something else, named by their title."""

    dependencies = [("consent", "0007_channels")]

    operations = [migrations.RunPython(name_channels, forget)]
