"""Wie nog antwoordt: the people of a round without a standing own answer, and how to reach them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from consent.holders import fill_guardianships
from consent.models import CurrentChoice, Purpose, PurposeText, Round
from consent.outcomes import Asked, purposes_of, words_of
from consent.rules import Answer, has_open_question
from portal.people.access import fill_facts, is_provisional, tie_about
from portal.people.models import Enrolment, Guardian, Membership, Pupil, holds
from portal.people.rules import Right

Someone = Guardian | Pupil
BATCH = 200  # pupils in one transaction


@dataclass(frozen=True)
class Batch:
    """The next pupils of a round; `is_last` when nobody comes after them."""

    pupils: tuple[Pupil, ...]
    is_last: bool

    @property
    def through(self) -> UUID | None:
        """The last one by key."""
        return self.pupils[-1].pk if self.pupils else None


def next_batch(row: Round, today: date) -> Batch:
    """By key, so that a kill loses nothing and repeats nothing."""
    return _after(row.told_through, Pupil.objects.filter(pk__in=pupils_of(row, today)))


def next_asked(text: PurposeText, today: date) -> Batch:
    """The next pupils of where its question may be asked."""
    one = text.purpose
    here = Q(school=one.school_id) if one.school_id else Q(school__board=one.board_id)
    there = Enrolment.objects.filter(here, holds(today)).order_by().values("pupil")
    rows = Pupil.objects.filter(pk__in=there)
    if one.pupil_id:
        rows = rows.filter(pk=one.pupil_id)
    if one.group_id:
        members = Membership.objects.filter(holds(today), group=one.group_id)
        rows = rows.filter(pk__in=members.order_by().values("pupil"))
    return _after(text.told_through, rows)


def asked_people(pupils: Collection[Pupil], purpose: Purpose, today: date) -> list[Someone]:
    """Who may answer this question today for one of these pupils, each once, whatever they said."""
    found = list(pupils)
    fill_facts(found, today)
    fill_guardianships(found)
    prefetch_related_objects(found, "guardianships__guardian__user")
    asked = purposes_of(found, today)
    people: dict[UUID, Someone] = {}
    for pupil in found:
        if any(one.purpose.pk == purpose.pk for one in asked[pupil.pk]):
            people |= {one.pk: one for _key, one in _speakers(pupil, today)}
    return list(people.values())


def _after(through: UUID | None, pupils: QuerySet[Pupil]) -> Batch:
    rows = pupils.order_by("pk")
    if through is not None:
        rows = rows.filter(pk__gt=through)
    found = list(rows.select_related("board", "user")[: BATCH + 1])
    return Batch(tuple(found[:BATCH]), is_last=len(found) <= BATCH)


def pupils_of(row: Round, today: date) -> QuerySet[Enrolment, dict[str, Any]]:
    """The ids of who goes to school there today."""
    here = Q(school=row.school_id) if row.school_id else Q(school__board=row.board_id)
    return Enrolment.objects.filter(here, holds(today)).order_by().values("pupil")


def waiting_people(pupils: Collection[Pupil], today: date) -> list[Someone]:
    """Who may answer today for one of these pupils and has not, each once; never shown to others.

    A fixed number of queries. `board` and `user` of the pupils should be there already.
    """
    found = list(pupils)
    fill_facts(found, today)
    fill_guardianships(found)
    prefetch_related_objects(found, "guardianships__guardian__user")
    asked, words = purposes_of(found, today), words_of(found)
    people = {
        one.pk: one
        for pupil in found
        for one in _waiting(pupil, asked[pupil.pk], words[pupil.pk], today)
    }
    return list(people.values())


def address_of(someone: Someone, now: datetime) -> str:
    """A mailbox that was proven, of an account that nobody opened with a letter alone; else ""."""
    account = someone.user
    if account is None or not account.is_active or not account.email_proven_at:
        return ""
    if account.is_provisional(now) or is_provisional(someone, now):
        return ""  # an ex-partner can open a letter (law.md §3)
    return account.email or ""


def reached(people: Collection[Someone], now: datetime) -> list[tuple[Someone, str]]:
    """Each with the proven address, or none."""
    return [(one, address_of(one, now)) for one in people]


def _waiting(
    pupil: Pupil, asked: list[Asked], words: list[CurrentChoice], today: date
) -> Iterator[Someone]:
    meanings = {one.purpose.pk: one.leading.meaning for one in asked}
    for key, someone in _speakers(pupil, today):
        said = {
            row.purpose_id: (Answer(row.answer), row.version)
            for row in words
            if row.guardian_id == key
        }
        if has_open_question(meanings, said):
            yield someone


def _speakers(pupil: Pupil, today: date) -> Iterator[tuple[UUID | None, Someone]]:
    """Who may answer for this pupil; None is the key of the pupil itself."""
    guardians = {row.guardian_id: row.guardian for row in pupil.guardianships.all()}
    everybody: list[tuple[UUID | None, Someone]] = [(None, pupil), *guardians.items()]
    for key, someone in everybody:
        tie = tie_about(pupil, key, today)
        if tie is not None and tie.may(Right.CONSENT):
            yield key, someone
