"""Het merk van de demo: only invented people live in this database."""

from django.db import models


class DemoMark(models.Model):
    """Stands only in a database that `manage.py demo` made; without it DEMO does not start."""

    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.made_at)
