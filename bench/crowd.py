"""A large board around the visitor: 60 schools, 25,000 pupils, 400,000 disclosures."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from uuid import UUID

from django.db import transaction

from portal.people.models import Board, Enrolment, Group, Membership, Pupil, School
from portal.people.rules import Region, Sector
from portal.register.models import Disclosure, DisclosureRecipient, Processing

SCHOOLS = 60
PUPILS = 25_000
DISCLOSURES = 400_000
SCHOOL_WIDE = 200
GROUP_SIZE = 28
BATCH = 2_000


@transaction.atomic
def fill(board: Board, today: date) -> None:
    """Adds what is missing up to these numbers; a second call adds nothing."""
    if Pupil.objects.filter(board=board).count() < PUPILS:
        _add_schools(board)
        _add_pupils(board, today)
    missing = DISCLOSURES - Disclosure.objects.filter(board=board).count()
    if missing > 0:
        _add_disclosures(board, missing, today)


def _add_schools(board: Board) -> None:
    missing = SCHOOLS - board.schools.count()
    School.objects.bulk_create(
        School(
            board=board,
            name=f"Bench {number}",
            brin6=f"99ZZ{number:02d}",
            sector=Sector.PRIMARY.value,
            region=Region.NORTH.value,
        )
        for number in range(missing)
    )


def _add_pupils(board: Board, today: date) -> None:
    schools = list(board.schools.filter(brin6__startswith="99ZZ"))
    missing = PUPILS - Pupil.objects.filter(board=board).count()
    pupils = [
        Pupil(board=board, first_name=f"Kind {number}", last_name="Bench")
        for number in range(missing)
    ]
    Pupil.objects.bulk_create(pupils, batch_size=BATCH)
    size = -(-missing // len(schools))
    for number, school in enumerate(schools):
        _enrol(school, pupils[number * size : (number + 1) * size], today - timedelta(days=400))


def _enrol(school: School, pupils: list[Pupil], since: date) -> None:
    Enrolment.objects.bulk_create(
        Enrolment(pupil=one, school=school, roster_key=str(one.pk), since=since) for one in pupils
    )
    parts = [pupils[at : at + GROUP_SIZE] for at in range(0, len(pupils), GROUP_SIZE)]
    groups = Group.objects.bulk_create(
        Group(school=school, key=f"bench-{number}", name=f"Groep {number}", school_year="bench")
        for number in range(len(parts))
    )
    Membership.objects.bulk_create(
        Membership(pupil=one, group=group, since=since)
        for group, part in zip(groups, parts, strict=True)
        for one in part
    )


def _add_disclosures(board: Board, missing: int, today: date) -> None:
    """First the school-wide ones, in turn over the schools; the rest each about one pupil."""
    processing = Processing.objects.published().filter(board=board, recipients__isnull=False)[0]
    recipient = processing.recipients.all()[0]
    subjects = islice(_subjects(board), missing)
    for number in range(0, missing, BATCH):
        rows = Disclosure.objects.bulk_create(
            Disclosure(
                board=board,
                processing=processing,
                on=today - timedelta(days=at % 365),
                basis=processing.basis,
                fields=processing.fields,
                channel="link",
                consent="no_consent_needed",
                recorded_by_id=recipient.pk,
                **about,
            )
            for at, about in enumerate(islice(subjects, BATCH), start=number)
        )
        DisclosureRecipient.objects.bulk_create(
            DisclosureRecipient(disclosure=row, recipient=recipient) for row in rows
        )


def _subjects(board: Board) -> Iterator[dict[str, UUID]]:
    schools = list(board.schools.order_by("pk").values_list("pk", flat=True))
    for school in islice(cycle(schools), SCHOOL_WIDE):
        yield {"school_id": school}
    pupils = list(Pupil.objects.filter(board=board).order_by("pk").values_list("pk", flat=True))
    for pupil in cycle(pupils):
        yield {"pupil_id": pupil}
