"""Stilgelegd voor dit verzoek: what the register stopped and set free, as lines of the timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.register.models import Restriction
from portal.register.rules.restrictions import StopEnd
from requests_app.models import DataRequest


@dataclass(frozen=True)
class Line:
    """One thing that happened: when it was written, the day it counts, the words, and by whom."""

    at: datetime
    on: date
    words: Promise | str
    by: UUID | None


def stopped_lines(row: DataRequest) -> Iterator[Line]:
    """Per entry; what ended because it stays stopped for another reason is not set free."""
    if row.subject_pupil_id is None:
        return
    found = Restriction.objects.of_request(row.pk).select_related("processing", "ending")
    for one in found:
        name = one.processing.name
        yield Line(one.at, one.since, _("Stilgelegd: %s") % name, one.by_id)
        end = getattr(one, "ending", None)
        if end is not None and end.because != StopEnd.DECIDED_YES:
            facts = {"day": date_format(end.on, "j F Y"), "name": name}
            words = _("Mag weer vanaf %(day)s: %(name)s") % facts
            yield Line(end.at, timezone.localtime(end.at).date(), words, end.by_id)
