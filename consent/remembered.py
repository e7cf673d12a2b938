"""Onthouden: the facts behind the list of a class, as text; the same facts give the same list.

They are read at every request, so a withdrawal counts at once; only making the list is spared.
"""

from collections.abc import Collection, Hashable
from datetime import date
from hashlib import blake2b
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from consent.models import CurrentChoice, PurposeText
from consent.weighing import TIE
from portal.as_text import Compared, Counted
from portal.people.models import Enrolment, Group, Guardianship, Membership
from portal.prepared import Prepared

MOST = 256  # lists that a process remembers
Thing = TypeVar("Thing")

PUPIL = ("id", "board_id", "first_name", "prefix", "last_name", "born_on")
MEMBER = ("group_id", "since", "until", *(f"pupil__{key}" for key in PUPIL))
ELSEWHERE = ("pupil_id", "group_id", "since", "until")
ENROLMENT = (
    *("pupil_id", "since", "until", "school_id", "leaving_reason"),
    *("school__sector", "pupil__board__pupil_file_years"),
)
PURPOSE = (
    *("id", "since", "until", "school_id", "group_id", "pupil_id", "code", "medium", "channel"),
    *("position", "both_needed"),
)
TEXT = (
    *("in_force_on", "version", "same_as", "language", "title"),
    *(f"purpose__{key}" for key in PURPOSE),
)


def _compared(rows: "QuerySet[Any]", columns: Collection[str]) -> Subquery:
    return Subquery(rows.order_by().values(text=Compared(*map(F, columns))))


def _facts(groups: Collection[UUID]) -> "QuerySet[Any, Any]":
    """A row for each group. A current answer points into the ledger: a new one to a higher number,
    a repair makes new rows; so numbers are enough of it.
    """
    group, about = OuterRef("pk"), {"pupil__memberships__group": OuterRef("pk")}
    answers = CurrentChoice.objects.filter(**about).order_by()
    asked = PurposeText.objects.filter(purpose__board=OuterRef("school__board"))
    return (
        Group.objects.filter(pk__in=groups)
        .order_by()
        .values_list(
            _compared(Membership.objects.filter(group=group), MEMBER),
            _compared(Membership.objects.filter(**about), ELSEWHERE),
            _compared(Enrolment.objects.filter(**about), ENROLMENT),
            _compared(Guardianship.objects.filter(**about), TIE),
            _compared(asked, TEXT),
            Subquery(answers.values(text=Counted("pk", "choice_id"))),
        )
    )


# Behind the pages in class; see portal/prepared.py.
FACTS_OF: Prepared[Any] = Prepared(_facts)


def digest_of(groups: Collection[Group], today: date, *beside: Hashable) -> bytes:
    """Other for other facts; of the same facts in another order it may be other too.

    Whatever the list of pupils under 16 hangs on is in it; `beside`: what else is on the list.
    """
    places = [(one.pk, one.school_id) for one in groups]
    facts = (today, beside, places, FACTS_OF([one.pk for one in groups]))
    return blake2b(repr(facts).encode()).digest()


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
