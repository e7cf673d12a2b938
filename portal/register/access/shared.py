"""Met wie gedeeld: each disclosure as a family reads it (AVG 15(1)(c), CJEU C-154/21)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F

from portal.people.access import Tie
from portal.people.models import Pupil
from portal.prepared import Prepared
from portal.register.models import Disclosure
from portal.register.rules import Channel, Reason, known_fields
from portal.register.wording import CHANNELS, CONSENT_GROUNDS, FIELD_NAMES

# Behind the timeline of every pupil; see portal/prepared.py.
SHARED_ABOUT: Prepared[int] = Prepared(
    lambda pupil, board: (
        Disclosure.objects.visible_to(Pupil(pk=pupil, board_id=board))
        .order_by("-on", "-id")
        .values_list("pk", flat=True)
    )
)
# The cards of one page; a list of texts is kept for each power of two.
ROWS_OF: Prepared[Any] = Prepared(  # a row for each recipient
    lambda ids: (
        Disclosure.objects.filter(pk__in=ids)
        .select_related("processing", "text")
        .annotate(receiver=F("recipients__name"))
        .order_by("receiver")
    )
)


class Shared(NamedTuple):
    """All that stands on the card of a disclosure, as codes; `whole`: group, school or nothing."""

    on: date
    receivers: tuple[str, ...]
    whole: str
    processing: str
    channel: str
    fields: tuple[str, ...]
    source: str
    description: str
    consent: str
    consent_reason: str

    @property
    def channel_name(self) -> str:
        """How it went, in words."""
        return str(CHANNELS[Channel(self.channel)])

    @property
    def field_words(self) -> list[str]:
        """What went, in words."""
        return [str(FIELD_NAMES[one]) for one in known_fields(self.fields)]

    @property
    def consent_name(self) -> str:
        """Whether consent was needed, in words."""
        return str(CONSENT_GROUNDS[Reason(self.consent)])


def shared_ids(tie: Tie) -> list[int]:
    """What was disclosed about this pupil and may be known, newest first.

    The question is a wide one, so it is asked once and not again for the number of pages.
    """
    return SHARED_ABOUT(tie.pupil.pk, tie.pupil.board_id)


def shared_of(ids: Sequence[int]) -> list[Shared]:
    """The cards of one page of `shared_ids`, in the same order; one query."""
    if not ids:
        return []
    names: dict[int, list[str]] = defaultdict(list)
    rows: dict[int, Disclosure] = {}
    for row in ROWS_OF(ids):
        rows[row.pk] = row
        if row.receiver:
            names[row.pk].append(row.receiver)
    return [_shared(rows[pk], names[pk]) for pk in ids if pk in rows]


def _shared(row: Disclosure, receivers: Iterable[str]) -> Shared:
    text = getattr(row, "text", None)
    return Shared(
        on=row.on,
        receivers=tuple(receivers),
        whole="group" if row.group_id else "school" if row.school_id else "",
        processing=row.processing.name,
        channel=row.channel,
        fields=tuple(row.fields),
        source=row.processing.source,
        description=text.description if text else "",
        consent=row.consent,
        consent_reason=row.processing.consent_reason,
    )
