"""The only door to a pupil for family: what ties a person to whom (law.md §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from portal.people.models import (
    Enrolment,
    Guardian,
    Guardianship,
    Mandate,
    Pupil,
    Representation,
    School,
    User,
)
from portal.people.rules import (
    PRIMARY_SECTORS,
    SPECIAL_SECTORS,
    Authority,
    CourtRestriction,
    LeavingReason,
    Link,
    MandateGiven,
    MandateScope,
    RepresentationBasis,
    RepresentationGiven,
    Right,
    Sector,
    Subject,
    Term,
    Verdict,
    kept_until,
    may_act,
    represents_since,
    turns,
)
from portal.prepared import Prepared, hand_out

Person = User | AnonymousUser

# Behind every page of a family; see portal/prepared.py.
GUARDIANSHIPS_AROUND: Prepared[Any] = Prepared(
    # With each pupil, by name. `account`: whose it is; `alone_until`: until when that is
    # provisional; `is_pupil`: whether there is a record of this person as a pupil.
    lambda user: (
        Guardianship.objects.filter(
            pupil__in=Guardianship.objects.filter(guardian__user=user).values("pupil")
        )
        .select_related("pupil__board")
        .annotate(
            account=F("guardian__user_id"),
            alone_until=F("guardian__provisional_until"),
            is_pupil=Exists(Pupil.objects.filter(user=user)),
        )
        .order_by("pupil__first_name", "pupil__last_name", "pupil_id")
    )
)
OWN_RECORDS: Prepared[Pupil] = Prepared(
    lambda user: (
        Pupil.objects.filter(user=user)
        .select_related("board")
        .order_by("first_name", "last_name", "id")
    )
)
ENROLMENTS_OF = Prepared(
    lambda pupils: Enrolment.objects.filter(pupil__in=pupils).select_related("school")
)
RECORDS_OF = Prepared(lambda user: Guardian.objects.filter(user=user).select_related("board"))


@dataclass(frozen=True)
class Tie:
    """One person and one pupil on one day, with the rules' answers."""

    pupil: Pupil
    guardian_id: UUID | None  # None: the pupil's own tie
    link: Link
    subject: Subject
    today: date

    def verdict(self, right: Right) -> Verdict:
        """What law.md §3 says, with the reason."""
        return may_act(right, self.link, self.subject, self.today)

    def may(self, right: Right) -> bool:
        """Whether law.md §3 allows it today."""
        return self.verdict(right).allowed

    @property
    def school(self) -> School | None:
        """The school of the newest enrolment."""
        newest = _newest(self.pupil)
        return newest.school if newest else None


def subject_of(pupil: Pupil) -> Subject:
    """The facts about a pupil that the rules need; `enrolments` should be prefetched."""
    newest = _newest(pupil)
    if newest is None:
        return Subject(born_on=pupil.born_on, primary=False)
    ended = None
    if newest.until is not None:
        reason = LeavingReason(newest.leaving_reason or LeavingReason.UNKNOWN)
        ended = kept_until(newest.until, reason, file_years=pupil.board.pupil_file_years)
    sector = Sector(newest.school.sector)
    return Subject(
        born_on=pupil.born_on,
        primary=sector in PRIMARY_SECTORS,
        left_on=newest.until,
        kept_until=ended,
        special=sector in SPECIAL_SECTORS,
    )


def _newest(pupil: Pupil) -> Enrolment | None:
    """The enrolment that ends last; an open one goes before all ended ones."""
    return max(
        pupil.enrolments.all(),
        key=lambda row: (row.until is None, row.until or row.since),
        default=None,
    )


def link_of(
    guardianship: Guardianship,
    mandates: Iterable[Mandate],
    *,
    representations: Iterable[RepresentationGiven] = (),
    provisional: bool = False,
) -> Link:
    """A guardianship with what was given to the same pair, as the rules take it."""
    return Link(
        term=Term(guardianship.since, guardianship.until),
        authority=Authority(guardianship.authority),
        restriction=_restriction(guardianship),
        provisional=provisional,
        mandates=tuple(
            MandateGiven(MandateScope(row.scope), Term(row.since, row.until)) for row in mandates
        ),
        representations=tuple(representations),
    )


def _restriction(row: Guardianship) -> CourtRestriction | None:
    if row.restriction_since is None:
        return None
    return CourtRestriction(
        term=Term(row.restriction_since, row.restriction_until),
        may_view=row.may_view,
        may_request=row.may_request,
        may_be_informed=row.may_be_informed,
    )


def ties_of(user: Person, today: date) -> list[Tie]:
    """Everybody this person is tied to today: own records first, then the children by name.

    Two queries, whatever the number of children; one or two more when a child is 16 or older. The
    guardianships of each child are there too, since consent weighs them all.
    """
    if not isinstance(user, User):
        return []
    around = GUARDIANSHIPS_AROUND(user.pk)
    mine = (row for row in around if row.account == user.pk and row.is_on(today))
    rows = sorted(mine, key=lambda row: row.pk)
    held = {row.pupil_id for row in rows}
    children = {row.pupil_id: row.pupil for row in around if row.pupil_id in held}
    hand_out(around, to=children.values(), via="pupil", as_="guardianships")
    is_pupil = not around or around[0].is_pupil
    own = [children.get(one.pk, one) for one in OWN_RECORDS(user.pk)] if is_pupil else []
    fill_facts([*own, *(one for one in children.values() if one not in own)], today)
    now = timezone.now()  # hours, so no day can be its argument
    all_of_it = user.is_provisional(now)
    ties = [_own_tie(pupil, today, all_of_it or is_provisional(pupil, now)) for pupil in own]
    for pupil in children.values():
        for row in (one for one in rows if one.pupil_id == pupil.pk):
            alone = all_of_it or _lies_ahead(row.alone_until, now)
            ties.append(_tie(row, pupil, today, alone))
    return ties


def is_provisional(record: Guardian | Pupil, now: datetime) -> bool:
    """Whether a letter alone tied this record to an account, short ago."""
    return _lies_ahead(record.provisional_until, now)


def _lies_ahead(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and now < moment


def _own_tie(pupil: Pupil, today: date, provisional: bool) -> Tie:
    link = Link(term=Term(date.min), is_self=True, provisional=provisional)
    return Tie(pupil, None, link, subject_of(pupil), today)


def _tie(row: Guardianship, pupil: Pupil, today: date, provisional: bool) -> Tie:
    given = mandates_of(pupil, today)
    link = link_of(
        row,
        [one for one in given if one.guardian_id == row.guardian_id],
        representations=representations_of(pupil, row.guardian_id, today),
        provisional=provisional,
    )
    return Tie(pupil, row.guardian_id, link, subject_of(pupil), today)


def fill_facts(pupils: list[Pupil], today: date) -> None:
    """Fetches what the rules need of these pupils, all at once."""
    if pupils:
        rows = ENROLMENTS_OF([pupil.pk for pupil in pupils])
        hand_out(rows, to=pupils, via="pupil", as_="enrolments")
    fill_mandates(pupils, today)


def fill_mandates(pupils: Iterable[Pupil], today: date) -> None:
    """Fetches what those gave who are old enough, and who represents those who may need it."""
    grown = [one for one in pupils if is_grown(one, today)]
    prefetch_related_objects(grown, "mandates")
    prefetch_related_objects(
        [one for one in grown if _may_be_represented(one, today)], "representations"
    )


def mandates_of(pupil: Pupil, today: date) -> list[Mandate]:
    """The mandates that this pupil gave; before 16 there are none, and nothing is asked."""
    return list(pupil.mandates.all()) if is_grown(pupil, today) else []


def representations_of(pupil: Pupil, guardian_id: UUID, today: date) -> list[RepresentationGiven]:
    """The decisions that this guardian acts for this pupil; for most pupils nothing is asked."""
    if not _may_be_represented(pupil, today):
        return []
    rows = [row for row in pupil.representations.all() if row.guardian_id == guardian_id]
    return [representation_given(row) for row in rows]


def represented_since(pupil: Pupil, row: Guardianship, today: date) -> date | None:
    """Since when, without a day between, this guardian acts for a pupil who cannot judge."""
    return represents_since(
        representations_of(pupil, row.guardian_id, today),
        born_on=pupil.born_on,
        special=subject_of(pupil).special,
        authority=Authority(row.authority),
        today=today,
    )


def representation_given(row: Representation) -> RepresentationGiven:
    """A representation as the rules take it."""
    return RepresentationGiven(
        basis=RepresentationBasis(row.basis),
        term=Term(row.since, row.until),
        agreed_on=row.agreed_on,
        review_by=row.review_by,
        has_document=bool(row.document_reference),
    )


def _may_be_represented(pupil: Pupil, today: date) -> bool:
    """At 16 and 17 in special education, from 18 everywhere; `enrolments` should be prefetched."""
    if pupil.born_on is None or not is_grown(pupil, today):
        return False
    return turns(pupil.born_on, 18) <= today or subject_of(pupil).special


def is_grown(pupil: Pupil, today: date) -> bool:
    """Whether the pupil is known to be 16 or older."""
    return pupil.born_on is not None and turns(pupil.born_on, 16) <= today


def get_tie(user: Person, pupil_id: UUID, right: Right, today: date) -> Tie:
    """The only door to a pupil for family; without the right the pupil does not exist (404)."""
    for tie in ties_of(user, today):
        if tie.pupil.pk == pupil_id and tie.may(right):
            return tie
    raise Http404


def guardian_records(user: Person) -> list[Guardian]:
    """This person's own records, one a board: the subject of 'mijn eigen gegevens'."""
    return RECORDS_OF(user.pk) if isinstance(user, User) else []
