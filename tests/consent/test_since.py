"""Sinds: whatever may have changed an outcome is told to another system, also without a choice."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from consent import access
from consent.actions.purposes import Asking, Words, need_both, reword, stop_asking
from consent.actions.purposes import ask as ask_own
from consent.models import Purpose
from consent.rules import CONFIRMATION_DAYS, Medium
from portal.audit.actions import record
from portal.people.actions.authority import establish_authority
from portal.people.models import Enrolment, Guardianship, Membership, Pupil
from portal.people.rules import Authority, turns
from tests.builders import make_group
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import fill
from tests.consent.systems import asked_since, key_for, token_of

DAY = timedelta(days=1)
WORDS = Words("Nieuw", "Mag het?", "Uitleg.", "Weg.")
NOOR = ("Noor", "instagram")


@pytest.fixture
def today() -> date:
    """The log has the real clock."""
    return timezone.localdate()


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """Noor may be on Instagram; all is asked since a month."""
    found = ask(cast, today)
    for one in Purpose.objects.all():
        asked_since(one, today - 30 * DAY)
    say(cast.fatima, cast.noor, found, today, yes=True)
    found.refresh_from_db()
    return found


@pytest.fixture
def mark(purpose: Purpose) -> datetime:
    """When a system read last: after all that."""
    return timezone.now()


def told(cast: Cast, mark: datetime, today: date, group: str = "") -> dict[tuple[str, str], bool]:
    """What a system gets that asks again on this day."""
    token = token_of(key_for(cast))
    asked = {"school": "", "group": group, "code": ""}
    selection = access.selection_of(token, today, **asked, since=mark)
    rows = access.rows_of(access.places_of(selection, today), today)
    return {(one.pupil_key, one.code): one.allowed for one in rows}


def test_nothing_happened_is_no_row(cast: Cast, mark: datetime, today: date) -> None:
    assert told(cast, mark, today) == {}
    assert told(cast, mark, today + DAY) == {}


def test_a_new_text_is_told_on_its_first_day(
    cast: Cast, mark: datetime, today: date, purpose: Purpose
) -> None:
    facts = {"same_meaning": False, "in_force_on": today + 2 * DAY, "by": cast.petra}
    reword(purpose, WORDS, **facts, today=today)  # type: ignore[arg-type]
    assert told(cast, mark, today)[NOOR] is True
    later = timezone.now()
    assert told(cast, later, today + DAY) == {}
    assert told(cast, later, today + 2 * DAY)[NOOR] is False


@pytest.mark.parametrize("authority", [Authority.NO, Authority.UNKNOWN])
def test_authority_that_ended_is_told(
    cast: Cast, mark: datetime, today: date, authority: Authority
) -> None:
    row = Guardianship.objects.get(guardian=cast.guardians["fatima"], pupil=cast.noor)
    facts = {"authority": authority, "on": today, "ground": "brief", "by": cast.iris}
    establish_authority(row, **facts, today=today)  # type: ignore[arg-type]
    assert told(cast, mark, today)[NOOR] is False


@pytest.mark.parametrize("column", ["until", "restriction_since"])
def test_a_tie_that_ends_by_date_is_told(
    cast: Cast, mark: datetime, today: date, column: str
) -> None:
    rows = Guardianship.objects.filter(guardian=cast.guardians["fatima"], pupil=cast.noor)
    rows.update(**{column: today + 2 * DAY})
    assert told(cast, mark, today + DAY) == {}
    assert told(cast, mark, today + 2 * DAY)[NOOR] is False


@pytest.mark.parametrize("days, allowed", [(0, True), (CONFIRMATION_DAYS, False)])
def test_the_sixteenth_birthday_and_its_six_weeks_are_told(
    cast: Cast, mark: datetime, today: date, days: int, allowed: bool
) -> None:
    """The day of the moment is one before."""
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(today + (1 - days) * DAY, -16))
    assert told(cast, mark, today + DAY)[NOOR] is allowed


def test_both_needed_is_told(cast: Cast, mark: datetime, today: date, purpose: Purpose) -> None:
    need_both(purpose, both=True, by=cast.petra)
    assert told(cast, mark, today)[NOOR] is False


@pytest.mark.parametrize("days", [0, 2])
def test_a_question_that_stopped_comes_once_more_as_no(
    cast: Cast, mark: datetime, today: date, purpose: Purpose, days: int
) -> None:
    end = today + days * DAY
    stop_asking(purpose, end_on=end, by=cast.petra, today=today)
    found = told(cast, mark, end)
    assert found[NOOR] is False
    assert set(found.values()) == {False}


def test_who_left_comes_once_more_as_no(cast: Cast, mark: datetime, today: date) -> None:
    Enrolment.objects.filter(pupil=cast.noor).update(until=today + DAY)
    assert told(cast, mark, today) == {}
    assert told(cast, mark, today + DAY)[NOOR] is False
    assert NOOR not in told(cast, mark + 9 * DAY, today + 9 * DAY)


def test_who_an_import_says_left_long_ago_comes_too(
    cast: Cast, mark: datetime, today: date
) -> None:
    Enrolment.objects.filter(pupil=cast.noor).update(since=today - 90 * DAY, until=today - 60 * DAY)
    record("roster.import", actor=None, subject=cast.board, board_id=cast.board.pk)
    assert told(cast, mark, today)[NOOR] is False


def test_who_came_back_has_one_row(cast: Cast, mark: datetime, today: date) -> None:
    Enrolment.objects.filter(pupil=cast.noor).update(until=today)
    Enrolment.objects.create(pupil=cast.noor, school=cast.school, roster_key="Noor", since=today)
    record("roster.import", actor=None, subject=cast.board, board_id=cast.board.pk)
    assert told(cast, mark, today)[NOOR] is True


def test_who_went_to_another_group_is_asked_no_more(
    cast: Cast, mark: datetime, today: date, purpose: Purpose
) -> None:
    asking = Asking(Medium.WEBSITE, today)
    one = ask_own(cast.group, asking, WORDS, by=cast.petra, today=today)
    say(cast.fatima, cast.noor, one, today, yes=True)
    Membership.objects.filter(pupil=cast.noor).update(until=today + DAY)
    found = told(cast, mark, today + DAY)
    assert (found["Noor", one.code], found[NOOR]) == (False, True)


def test_a_filter_on_a_group_does_not_say_no_of_who_moved(
    cast: Cast, mark: datetime, today: date
) -> None:
    Membership.objects.filter(pupil=cast.noor).update(until=today + DAY)
    other = make_group(cast.school, "6A")
    Membership.objects.create(pupil=cast.noor, group=other, since=today + DAY)
    assert told(cast, mark, today + DAY, group="6A")[NOOR] is True


def test_a_filter_on_a_group_tells_of_who_left_it(
    cast: Cast, mark: datetime, today: date, purpose: Purpose
) -> None:
    """Else a system that reads this group alone would keep a yes that may be taken back later."""
    fill(cast, today, 1)
    Membership.objects.filter(pupil=cast.noor).update(until=today + DAY)
    other = make_group(cast.school, "6A")
    Membership.objects.create(pupil=cast.noor, group=other, since=today + DAY)
    asked = {"school": "", "group": cast.group.name, "code": "", "since": mark}
    selection = access.selection_of(token_of(key_for(cast)), today + DAY, **asked)  # type: ignore[arg-type]
    rows = access.rows_of(access.places_of(selection, today + DAY), today + DAY)
    (noor,) = (one for one in rows if (one.pupil_key, one.code) == NOOR)
    assert (noor.group, noor.allowed) == ("6A", True)
    assert NOOR not in told(cast, mark + 9 * DAY, today + 9 * DAY, group=cast.group.name)
