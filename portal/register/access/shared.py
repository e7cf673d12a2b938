"""Met wie gedeeld: each disclosure as a family reads it (AVG 15(1)(c), CJEU C-154/21)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

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
    def field_names(self) -> str:
        """What went, in words."""
        return ", ".join(str(FIELD_NAMES[one]) for one in known_fields(self.fields))

    @property
    def consent_name(self) -> str:
        """Whether consent was needed, in words."""
        return str(CONSENT_GROUNDS[Reason(self.consent)])


def shared_ids(tie: Tie) -> list[int]:
    """What was disclosed about this pupil and may be known, newest first.

    The question is a wide one, so it is asked once and not again for the number of pages.
    """
    return SHARED_ABOUT(tie.pupil.pk, tie.pupil.board_id)


def shared_of(ids: Iterable[int]) -> list[Shared]:
    """The cards of one page of `shared_ids`, in the same order."""
    rows = Disclosure.objects.filter(pk__in=list(ids)).newest_first()
    return [_shared(row) for row in rows]


def _shared(row: Disclosure) -> Shared:
    text = getattr(row, "text", None)
    return Shared(
        on=row.on,
        receivers=tuple(one.name for one in row.recipients.all()),
        whole="group" if row.group_id else "school" if row.school_id else "",
        processing=row.processing.name,
        channel=row.channel,
        fields=tuple(row.fields),
        source=row.processing.source,
        description=text.description if text else "",
        consent=row.consent,
        consent_reason=row.processing.consent_reason,
    )
