"""Account weg: half a year after the last tie, never before what somebody still has a right to."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from portal.audit.models import Event
from portal.files.actions import CleanUpload
from portal.files.models import StoredFile
from portal.people.models import Guardian, Guardianship, Pupil, User
from portal.people.rules import may_forget_account, turns
from portal.roof.leaving import forget_accounts
from requests_app import access
from requests_app.actions import save_draft
from requests_app.models import DataRequest, RequestDraft
from tests.cast import Cast
from tests.days import day
from tests.requests_app.builders import make_request

LONG_AGO = datetime(2020, 8, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _old_accounts(cast: Cast) -> None:
    User.objects.update(created_at=LONG_AGO)


def at(today: date) -> datetime:
    return timezone.make_aware(datetime.combine(today, time(12)))


def gone(cast: Cast) -> set[str]:
    there = set(User.objects.values_list("display_name", flat=True))
    return {str(user) for user in cast.users.values()} - there


@pytest.mark.parametrize(
    "last, then, allowed",
    [
        ("mon 2026-05-25", "tue 2026-11-24", False),
        ("mon 2026-05-25", "wed 2026-11-25", True),
        ("mon 2026-08-31", "sun 2027-02-28", False),
        ("mon 2026-08-31", "mon 2027-03-01", True),
    ],
)
def test_six_months_after_the_last_tie(last: str, then: str, allowed: bool) -> None:
    ends = [day("sat 2026-01-31"), day(last)]
    made_on = day("sat 2020-08-01")
    found = may_forget_account(made_on, ends, open_cases=False, today=day(then))
    assert found is allowed
    assert not may_forget_account(made_on, ends, open_cases=True, today=day(then))
    assert not may_forget_account(made_on, [*ends, None], open_cases=False, today=day(then))


def test_a_guardian_of_a_former_pupil_stays_while_data_are_kept(cast: Cast, today: date) -> None:
    assert forget_accounts(at(today)) == 0
    kept_until = turns(today, 1)  # Bram left a year ago; the file is kept two years
    assert forget_accounts(at(kept_until)) == 0
    assert forget_accounts(at(turns(today, 2))) == 1
    assert gone(cast) == {"Tom"}


def test_what_was_being_written_goes_with_the_account(cast: Cast, today: date) -> None:
    own = access.targets(cast.tom, today)[-1]
    upload = CleanUpload(b"picture", "foto.png", "image/png")
    typed = {"scope": ["Half af."]}
    save_draft(own, typed, by=cast.tom, now=timezone.now(), uploads=[upload])
    assert forget_accounts(at(turns(today, 2))) == 1
    assert not RequestDraft.objects.exists()
    assert StoredFile.objects.get().wrapped_key is None


def test_the_records_of_the_school_lose_only_the_account(cast: Cast, today: date) -> None:
    record = cast.guardians["tom"]
    forget_accounts(at(turns(today, 2)))
    assert Guardian.objects.get(pk=record.pk).user is None
    assert Guardianship.objects.filter(guardian=record).exists()
    event = Event.objects.get(verb="roof.account_forgotten")
    assert (event.board_id, event.subject_id) == (cast.board.pk, str(cast.tom.pk))


def test_an_open_case_keeps_the_account(cast: Cast, today: date) -> None:
    make_request(cast.tom, own=True, today=today)
    assert forget_accounts(at(turns(today, 2))) == 0
    DataRequest.objects.update(state="withdrawn")
    assert forget_accounts(at(turns(today, 2))) == 1


def test_staff_accounts_stay(cast: Cast, today: date) -> None:
    forget_accounts(at(turns(today, 9)))
    assert not gone(cast) & {"Iris", "Henk", "Petra", "Frank", "Ad", "Otto", "Lotte"}


def test_a_pupil_at_school_keeps_the_account(cast: Cast, today: date) -> None:
    forget_accounts(at(turns(today, 2)))
    assert Pupil.objects.get(pk=cast.sam_pupil.pk).user == cast.sam
