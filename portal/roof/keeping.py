"""Bewijs van toestemming opruimen: never while a request about the pupil is open (law.md §7)."""

from datetime import datetime

from django.utils import timezone

from consent.actions import forget_proof
from requests_app.models import DataRequest


def forget_consent(now: datetime) -> int:
    """Sweep, daily: of how many pupils the answers went. A kill loses nothing.

    Who asks to see what is kept gets it: an open request keeps all of it.
    """
    about = DataRequest.objects.still_open().filter(subject_pupil__isnull=False)
    kept = set(about.order_by().values_list("subject_pupil", flat=True))
    return forget_proof(timezone.localtime(now).date(), kept=kept)
