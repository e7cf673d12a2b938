"""Veranderd sinds: where an outcome may be another than it was, and what is asked no more.

Rather too much than too little: a row that is told again says what holds now (AVG 7(3)).
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from consent.models import Choice, Purpose, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.outcomes import Asked
from consent.rules import CONFIRMATION_DAYS
from portal.audit.models import Event
from portal.people.models import (
    Enrolment,
    Guardianship,
    Mandate,
    Membership,
    Pupil,
    Representation,
    School,
    holds,
)

DAY = timedelta(days=1)
YEAR = timedelta(days=366)  # an import may close what ended earlier in the school year
# Verbs after which any pupil of the board may have another outcome.
OF_ALL = (
    *("roster.import", "consent.both_needed", "consent.purpose_added", "consent.purpose_ended"),
    "consent.text_added",
)


def schools_changed(since: datetime, boards: Collection[UUID], today: date) -> set[UUID]:
    """The schools where an outcome may have changed; fewer rows would tell who spoke, and a no
    apart from silence.
    """
    day = timezone.localtime(since).date()
    events = Event.objects.filter(board_id__in=boards, at__gte=since).order_by()
    whole = events.filter(verb__in=OF_ALL).values("board_id")
    noted = events.filter(verb__startswith="people.", pupil_id__isnull=False).values("pupil_id")
    spoken = Choice.objects.filter(at__gte=since).order_by().values("pupil_id")
    here = Q(pupil__in=noted) | Q(pupil__in=spoken) | Q(pupil__in=_pupils_by_date(day, today))
    moved = _between("since", day, today) | _between("until", day, today)
    rows = Enrolment.objects.filter((holds(today) & here) | moved, school__board__in=boards)
    asked = _asked_by_date(boards, day, today)
    found = Q(board__in=whole) | Q(pk__in=rows.order_by().values("school"))
    found |= Q(board__in=asked.filter(school=None).values("board"))
    found |= Q(pk__in=asked.filter(school__isnull=False).values("school"))
    return set(School.objects.filter(found, board__in=boards).values_list("pk", flat=True))


def left_since(since: datetime, boards: Collection[UUID], today: date) -> Q:
    """The enrolments that held at that moment or after; back to a year when an import came."""
    day = timezone.localtime(since).date()
    came = Event.objects.filter(board_id__in=boards, at__gte=since, verb="roster.import")
    lately = Q(until__gt=day - DAY) | (Q(until__gt=day - YEAR) & Q(Exists(came)))
    return Q(since__lte=today) & (Q(until=None) | lately)


def ended_since(since: datetime, boards: Collection[UUID], today: date) -> list[Asked]:
    """The questions that are asked no more, with their last Dutch text."""
    day = timezone.localtime(since).date()
    rows = PurposeText.objects.filter(
        purpose__board__in=boards,
        purpose__until__gte=day,
        purpose__until__lte=today,
        language=LEADING_LANGUAGE,
    )
    texts: dict[UUID, PurposeText] = {}
    for row in rows.select_related("purpose").order_by("version"):
        texts[row.purpose_id] = row
    return [Asked(row.purpose, row, row) for row in texts.values()]


def _between(name: str, day: date, today: date) -> Q:
    """After the day of the moment: what that day itself changed by date was there already."""
    return Q(**{f"{name}__gt": day, f"{name}__lte": today})


def _asked_by_date(boards: Collection[UUID], day: date, today: date) -> QuerySet[Purpose]:
    """The questions that began, ended or read otherwise."""
    began = _between("since", day, today) | _between("until", day, today)
    began |= _between("texts__in_force_on", day, today)
    return Purpose.objects.filter(began, board__in=boards).order_by()


def _pupils_by_date(day: date, today: date) -> Collection[UUID]:
    """Whose outcome may be another by a date alone: a tie, a mandate, a group, an age."""
    term = _between("since", day, today) | _between("until", day, today)
    ordered = _between("restriction_since", day, today) | _between("restriction_until", day, today)
    ties = Guardianship.objects.filter(term | ordered).order_by().values("pupil")
    mandates = Mandate.objects.filter(term | _between("revoked_on", day, today))
    reviewed = _between("review_by", day - DAY, today)
    stood_for = Representation.objects.filter(term | reviewed).order_by().values("pupil")
    groups = Membership.objects.filter(term).order_by().values("pupil")
    ages = Q(pk__in=ties) | Q(pk__in=mandates.order_by().values("pupil"))
    ages |= Q(pk__in=stood_for) | Q(pk__in=groups)
    for years, later in ((16, 0), (16, CONFIRMATION_DAYS), (18, 0)):
        first, last = day - timedelta(days=later), today - timedelta(days=later)
        ages |= Q(born_on__gt=_years_before(first, years), born_on__lte=_years_before(last, years))
    return Pupil.objects.filter(ages).order_by().values("pk")  # type: ignore[return-value]


def _years_before(day: date, years: int) -> date:
    """Who was born on this day, or before, has that age on `day`; nobody who was born later."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
