"""Onthouden: the facts behind the list of a class, as text; the same facts give the same list.

They are read at every request, so a withdrawal counts at once; only making the list is spared.
"""

import marshal
from collections.abc import Collection, Hashable
from datetime import date
from hashlib import blake2b
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import CharField, Count, F, Max, Sum
from django.db.models.functions import Cast

from consent.models import CurrentChoice, PurposeText
from consent.weighing import TIED_OF
from portal.people.models import Enrolment, Group, Membership
from portal.prepared import Prepared

IN_FULL = 1  # of marshal: what comes twice is written twice, so that equal facts are equal bytes
MOST = 256  # lists that a process remembers
Thing = TypeVar("Thing")
PUPIL = ("id", "board_id", "first_name", "prefix", "last_name", "born_on")
FIRST_OF_PUPIL = 3  # the place of a pupil's id in a row of MEMBERS_AS_TEXT


def _text(*keys: str) -> list[Cast]:
    """Columns as they stand in the database: an id or a day that is not looked into costs less."""
    return [Cast(F(key), CharField()) for key in keys]


# Behind the pages in class; see portal/prepared.py.
MEMBERS_AS_TEXT: Prepared[Any] = Prepared(
    lambda groups: (
        Membership.objects.filter(group__in=groups)
        .order_by()
        .values_list(*_text("group_id", "since", "until", *(f"pupil__{key}" for key in PUPIL)))
    )
)
ENROLLED_AS_TEXT: Prepared[Any] = Prepared(
    lambda groups: (
        Enrolment.objects.filter(pupil__memberships__group__in=groups)
        .order_by()
        .values_list(
            *_text("pupil_id", "since", "until", "school_id", "leaving_reason"),
            *("school__sector", "pupil__board__pupil_file_years"),
        )
    )
)
ASKED_AS_TEXT: Prepared[Any] = Prepared(
    lambda groups: (
        PurposeText.objects.filter(purpose__board__schools__groups__in=groups)
        .order_by()
        .values_list(
            *_text("purpose_id", "in_force_on", "purpose__since", "purpose__until"),
            *_text("purpose__school_id", "purpose__group_id", "purpose__pupil_id"),
            *("version", "same_as", "language", "title"),
            *("purpose__code", "purpose__medium", "purpose__channel", "purpose__position"),
            "purpose__both_needed",
        )
    )
)
ELSEWHERE_AS_TEXT: Prepared[Any] = Prepared(
    lambda pupils: (
        Membership.objects.filter(pupil__in=pupils)
        .order_by()
        .values_list(*_text("pupil_id", "group_id", "since", "until"))
    )
)
# A current row points into the ledger: a new answer to a higher number, a repair makes new rows.
COUNTED_OF: Prepared[Any] = Prepared(
    lambda pupils: (
        CurrentChoice.objects.filter(pupil__in=pupils)
        .order_by()
        .values("pupil_id")
        .annotate(rows=Count("pk"), keys=Sum("pk"), sum=Sum("choice_id"), last=Max("choice_id"))
        .values_list("rows", "keys", "sum", "last")
    )
)


def digest_of(groups: Collection[Group], today: date, *beside: Hashable) -> bytes:
    """Other for other facts; of the same facts in another order it may be other too.

    Whatever the list of pupils under 16 hangs on is in it; `beside`: what else is on the list.
    """
    keys = [one.pk for one in groups]
    members = MEMBERS_AS_TEXT(keys)
    pupils = [UUID(key) for key in sorted({row[FIRST_OF_PUPIL] for row in members})]
    facts = (
        repr((today, beside, [(one.pk, one.school_id) for one in groups])),
        *(members, ENROLLED_AS_TEXT(keys), ASKED_AS_TEXT(keys), ELSEWHERE_AS_TEXT(pupils)),
        *(TIED_OF(pupils), repr(COUNTED_OF(pupils))),
    )
    return blake2b(marshal.dumps(facts, IN_FULL)).digest()


class Memory(Generic[Thing]):
    """The newest things by the digest of their facts; forgets all of them when there are many."""

    def __init__(self) -> None:
        self.known: dict[bytes, Thing] = {}

    def get(self, digest: bytes) -> Thing | None:
        """What was made of these facts."""
        return self.known.get(digest)

    def keep(self, digest: bytes, thing: Thing) -> None:
        """Something that nobody can change."""
        if len(self.known) >= MOST:
            self.known.clear()
        self.known[digest] = thing
